package chat.maru.app.webhook;

import chat.maru.kernel.Check;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a webhook may be called (reference: "Create Webhook"): nothing that looks like the system.
final class WebhookNames {
  private static final int MAX = 80;
  private static final List<String> RESERVED = List.of("clyde", "discord");

  private WebhookNames() {}

  /// Notes what is wrong with a name, when there is one.
  static void check(Check check, String path, @Nullable String name) {
    if (name == null) {
      return;
    }
    check.length(path, name.strip(), 1, MAX);
    for (var word : RESERVED) {
      check.that(
          !name.toLowerCase(Locale.ROOT).contains(word),
          path,
          "USERNAME_INVALID_CONTAINS",
          "Username cannot contain \"%s\"".formatted(word));
    }
  }
}
