package chat.maru.presence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The kinds of client that `client_status` tells apart (reference: "Client Status object").
public enum ClientKind {
  DESKTOP,
  MOBILE,
  WEB;

  private static final Pattern PHONE = Pattern.compile("(?i)android|ios|iphone|ipad|mobile");
  private static final Pattern BROWSER =
      Pattern.compile("(?i)chrome|chromium|firefox|safari|edge|opera|web");

  /// Tells the kind from the `properties` of IDENTIFY (`os`, `browser`, `device`, also with a `$`
  /// in front). Bots count as web, as on Discord, unless they say that they are a phone.
  public static ClientKind of(@Nullable JsonNode properties, boolean bot) {
    var browser = text(properties, "browser");
    if (PHONE.matcher(browser).find()
        || !bot && PHONE.matcher(text(properties, "os") + text(properties, "device")).find()) {
      return MOBILE;
    }
    return bot || BROWSER.matcher(browser).find() ? WEB : DESKTOP;
  }

  private static String text(@Nullable JsonNode properties, String name) {
    return properties == null
        ? ""
        : properties.path(name).asText(properties.path("$" + name).asText(""));
  }

  /// The key in `client_status`.
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
