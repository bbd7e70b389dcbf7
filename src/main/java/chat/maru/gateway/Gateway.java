package chat.maru.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// The gateway of this node as a whole.
@ApplicationScoped
public class Gateway {
  @Inject LogTail tail;
  @Inject Connections connections;
  @Inject Checkpoints checkpoints;
  @Inject Appearances appearances;

  /// Starts to follow the log and to look after connections.
  public void start() {
    tail.start();
    appearances.start();
    connections.start();
    checkpoints.start();
  }

  /// Sends clients away to resume elsewhere. Takes at most five seconds; to be called while the web
  /// server still answers.
  public void drain() {
    connections.drain();
  }
}
