package chat.maru.platform;

import java.util.Map;

/// The services that a server needs around it (database, cache, broker), where it brings them along
/// itself. Found by [java.util.ServiceLoader]: present on the class path of the run command and of
/// the tests, absent from the container image and the WAR, which are given addresses instead.
public interface Surroundings {

  /// Starts what no address was configured for and returns the configuration that points at it.
  /// Blocks until every service answers.
  ///
  /// @param settings the configuration as it stands, `maru.*` keys only
  /// @return further settings, to be put above the given ones
  /// @throws SurroundingsException with one sentence for the person at the terminal
  Map<String, String> start(Map<String, String> settings);

  /// Stops in reverse order what [#start] started. Called once, after the server has stopped, from
  /// any thread; a [#start] that still runs is ended and throws.
  void stop();

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
