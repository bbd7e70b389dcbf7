package chat.maru.platform.telemetry;

import chat.maru.platform.Surroundings.Settings;
import java.util.List;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/// Sets up `java.util.logging`, to which System.Logger and SLF4J lead, where this process has it
/// for itself. Open Liberty has logs of its own.
public final class Logs {
  /// Kept, since the log manager itself holds loggers weakly.
  private static final List<Logger> QUIET =
      List.of("io.helidon", "org", "liquibase", "com.arjuna", "com.zaxxer", "kafka").stream()
          .map(Logger::getLogger)
          .toList();

  /// Warn at every start of what is as it should be.
  private static final List<Logger> NOISE =
      List.of(
              "io.helidon.openapi.OpenApiFeature",
              "io.helidon.microprofile.metrics.DistributionCustomizations")
          .stream()
          .map(Logger::getLogger)
          .toList();

  private static final Logger OWN = Logger.getLogger("chat.maru");

  private Logs() {}

  /// Writes lines to standard error as `maru.log.format` and `maru.log.level` say; does nothing
  /// where `java.util.logging.config.file` or `.class` is set.
  ///
  /// @param settings `maru.*` keys
  /// @throws IllegalArgumentException with one sentence if a value is none of those allowed
  public static void configure(Settings settings) {
    var format = format(settings.get("maru.log.format", "text"));
    var level = level(settings.get("maru.log.level", "INFO"));
    if (System.getProperty("java.util.logging.config.file") != null
        || System.getProperty("java.util.logging.config.class") != null) {
      return;
    }
    LogManager.getLogManager().reset();
    var handler = new ConsoleHandler();
    handler.setFormatter(new LogLine(format));
    handler.setLevel(Level.ALL);
    var root = Logger.getLogger("");
    root.setLevel(Level.INFO);
    root.addHandler(handler);
    QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
    NOISE.forEach(logger -> logger.setLevel(Level.SEVERE));
    OWN.setLevel(level);
  }

  private static LogLine.Format format(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "text" -> LogLine.Format.TEXT;
      case "json" -> LogLine.Format.JSON;
      default ->
          throw new IllegalArgumentException(
              "maru.log.format (MARU_LOG_FORMAT) must be text or json, not " + text + ".");
    };
  }

  /// The names of System.Logger, which are what the code says.
  private static Level level(String text) {
    return switch (text.strip().toUpperCase(Locale.ROOT)) {
      case "TRACE" -> Level.FINER;
      case "DEBUG" -> Level.FINE;
      case "INFO" -> Level.INFO;
      case "WARNING" -> Level.WARNING;
      case "ERROR" -> Level.SEVERE;
      default ->
          throw new IllegalArgumentException(
              "maru.log.level (MARU_LOG_LEVEL) must be TRACE, DEBUG, INFO, WARNING or ERROR, not "
                  + text
                  + ".");
    };
  }
}
