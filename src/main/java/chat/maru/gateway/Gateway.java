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
  @Inject Drain drain;

  /// Starts to follow the log and to look after connections.
  public void start() {
    tail.start();
    appearances.start();
    connections.start();
    checkpoints.start();
  }

  /// Sends clients away to resume elsewhere, within the bounds of [GatewayConfig]; to be called
  /// while the web server still answers.
  public void drain() {
    drain.run();
  }
}
