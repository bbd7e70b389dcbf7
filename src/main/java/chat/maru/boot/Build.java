package chat.maru.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/// What this build is.
final class Build {
  private static final Properties PROPERTIES = read();

  private Build() {}

  static String version() {
    return PROPERTIES.getProperty("version", "unknown");
  }

  private static Properties read() {
    var properties = new Properties();
    try (var file = Build.class.getResourceAsStream("build.properties")) {
      if (file != null) {
        properties.load(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
