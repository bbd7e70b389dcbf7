package chat.maru.platform;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The services that a server needs around it (database, cache, broker), where it brings them along
/// itself. Found by [java.util.ServiceLoader]: present on the class path of the run command and of
/// the tests, absent from the container image and the WAR, which are given addresses instead.
public interface Surroundings {

  /// Starts what no address was configured for and returns the configuration that points at it.
  /// Blocks until every service answers.
  ///
  /// @param settings what a person has set; the defaults of the build do not count
  /// @return further settings, to be put above the given ones
  /// @throws SurroundingsException with one sentence for the person at the terminal
  Map<String, String> start(Settings settings);

  /// Stops in reverse order what [#start] started. Called once, after the server has stopped, from
  /// any thread; a [#start] that still runs is ended and throws.
  void stop();

  /// Settings by their names, such as `maru.kafka.start-wait-seconds`. Asked by name and never
  /// listed: an environment variable does not say which of its underscores stands for a dash.
  @FunctionalInterface
  interface Settings {
    @Nullable String get(String key);

    /// What is set, else the fallback.
    default String get(String key, String fallback) {
      var text = get(key);
      return text == null ? fallback : text;
    }
  }

  /// Says in one sentence why a service could not be started.
  final class SurroundingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SurroundingsException(String sentence) {
      super(sentence);
    }

    public SurroundingsException(String sentence, Throwable cause) {
      super(sentence, cause);
    }
  }
}
