package chat.maru.embedded;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One of the three services. Calls come one after the other.
sealed interface EmbeddedService permits Postgres, Redis, Kafka {

  /// Ends what a killed server has left running, and refuses when the port is somebody else's.
  void prepare() throws IOException, InterruptedException;

  /// Lays its program ready. All services do before any is started: a process that is being made
  /// inherits what its parent has open, and a program that somebody has open for writing can not be
  /// run ("Text file busy").
  void unpack() throws IOException;

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
