package chat.maru.message.body;

import chat.maru.kernel.Check;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks that more than one kind of body needs.
public final class Fields {
  static final Set<String> WEB = Set.of("http", "https");
  static final Set<String> WEB_OR_FILE = Set.of("http", "https", "attachment");

  private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://[^\\s/?#]+\\S*");

  private Fields() {}

  /// Demands an address on the web of at most 2048 characters, when the field is there.
  public static void url(Check check, String path, @Nullable String value) {
    url(check, path, value, WEB, 2048);
  }

  /// Demands an address of one of the schemes, when the field is there.
  static void url(Check check, String path, @Nullable String value, Set<String> schemes, int max) {
    if (value == null) {
      return;
    }
    check.length(path, value, 0, max);
    var match = URL.matcher(value);
    if (!match.matches()) {
      check.fail(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
    } else if (!schemes.contains(match.group(1).toLowerCase(Locale.ROOT))) {
      check.fail(
          path,
          "URL_TYPE_INVALID_SCHEME",
          "Scheme \"%s\" must be one of %s."
              .formatted(match.group(1), schemes.stream().sorted().toList()));
    }
  }
}
