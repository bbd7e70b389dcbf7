package chat.maru.embedded;

import chat.maru.platform.Surroundings.Settings;
import chat.maru.platform.Surroundings.SurroundingsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The settings that the embedded services read, `maru.*` keys with their defaults.
record EmbeddedConfig(Settings settings) {

  boolean has(String key) {
    return !text(key, "").isBlank();
  }

  Path data() {
    return Path.of(text("maru.data", "./data")).toAbsolutePath().normalize();
  }

  /// Where the unpacked programs are kept; shared by several data directories in the tests.
  Path programs() {
    return Path.of(text("maru.embedded.programs", data().resolve("programs").toString()))
        .toAbsolutePath()
        .normalize();
  }

  /// A port to listen on; 0 in the settings means any that is free.
  int port(String key, int fallback) {
    var text = text(key, Integer.toString(fallback));
    try {
      var port = Integer.parseInt(text.strip());
      if (port >= 0 && port <= 65_535) {
        return port == 0 ? Ports.anyFree() : port;
      }
    } catch (NumberFormatException e) {
      throw new SurroundingsException(notAPort(key, text), e);
    }
    throw new SurroundingsException(notAPort(key, text));
  }

  /// Words separated by blanks, none by default.
  List<String> words(String key) {
    return Stream.of(text(key, "").strip().split("\\s+")).filter(w -> !w.isEmpty()).toList();
  }

  /// How a person sets the key: both spellings that the configuration reads.
  static String spellings(String key) {
    return key + " (" + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_") + ")";
  }

  private static String notAPort(String key, String text) {
    return "%s must be a port between 0 and 65535, not \"%s\".".formatted(spellings(key), text);
  }

  private String text(String key, String fallback) {
    var text = settings.get(key);
    return text == null || text.isBlank() ? fallback : text;
  }
}
