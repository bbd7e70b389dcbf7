package chat.maru.boot;

import chat.maru.platform.Surroundings.Settings;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;

/// What a person has set: by system property, environment or file. The defaults of this build do
/// not count as given addresses.
final class Given {
  private Given() {}

  /// Reads without registering the configuration: the runtime must see what is set afterwards.
  static Settings read() {
    var config =
        ConfigProviderResolver.instance()
            .getBuilder()
            .addDefaultSources()
            .addDiscoveredConverters()
            .build();
    return key -> {
      var found = config.getConfigValue(key);
      return found.getSourceOrdinal() > ConfigSource.DEFAULT_ORDINAL ? found.getValue() : null;
    };
  }
}
