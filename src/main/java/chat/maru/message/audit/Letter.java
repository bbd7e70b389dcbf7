package chat.maru.message.audit;

import chat.maru.platform.stream.Received;
import chat.maru.wire.Json;
import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/// A dead letter, as far as an audit looks into it.
final class Letter {
  private Letter() {}

  /// Returns which event was set aside; empty for what was none.
  static Optional<String> eventId(Received received) {
    try {
      var value = received.value();
      if (value == null) {
        return Optional.empty();
      }
      var event = Base64.getDecoder().decode(Json.tree(value).path("value").asText());
      return Optional.of(Json.tree(event).path("eventId").asText().toLowerCase(Locale.ROOT))
          .filter(id -> !id.isEmpty());
    } catch (IOException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
