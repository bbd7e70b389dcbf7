package chat.maru.embedded;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One of the three services. Calls come one after the other.
sealed interface EmbeddedService permits Postgres, Redis, Kafka {

  /// Ends what a killed server has left running, and refuses when the port is somebody else's.
  void prepare() throws IOException, InterruptedException;

  /// Starts the service and waits until it answers.
  void start() throws IOException, InterruptedException;

  /// The settings that point at it.
  Map<String, String> settings();

  /// Its process, none where it was told to end.
  @Nullable Process process();

  /// Stops it cleanly, by force when it takes too long. Does nothing where it does not run.
  void stop();

  /// Ends it with SIGKILL.
  void kill();
}
