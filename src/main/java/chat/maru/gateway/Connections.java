package chat.maru.gateway;

import chat.maru.platform.Threads;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// All open sockets of this node: their time limits, and their end when the node stops.
@ApplicationScoped
public class Connections {
  private static final System.Logger LOG = System.getLogger(Connections.class.getName());
  private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

  @Inject SessionHub hub;
  @Inject Sessions sessions;
  @Inject Appearances appearances;
  @Inject Doubts doubts;
  @Inject Checkpoints checkpoints;
  @Inject Threads threads;
  @Inject GatewayConfig config;
  @Inject GatewayFigures figures;

  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  /// Begins to look after time limits.
  public void start() {
    threads.start("gateway-sweep", this::sweep);
  }

  Connection opened(Handshake handshake, Transport transport) {
    var heartbeatMillis = config.heartbeatMillis();
    var node = new Connection.Node(hub, doubts, threads);
    var connection = new Connection(handshake, transport, node, heartbeatMillis);
    open.add(connection);
    figures.connectionsChange(1);
    if (stopping) {
      connection.close(CloseCode.UNKNOWN_ERROR);
    } else {
      connection.control(Control.hello(heartbeatMillis));
    }
    return connection;
  }

  void closed(Connection connection, int code) {
    if (open.remove(connection)) {
      figures.connectionsChange(-1);
    }
    connection.closed(code);
  }

  /// Sends clients away to resume elsewhere, before the server stops; takes at most five seconds.
  void drain() {
    if (stopping) {
      return;
    }
    stopping = true;
    LOG.log(Level.INFO, "event=gateway.drain connections={0}", open.size());
    for (var connection : open) {
      connection.control(Control.RECONNECT);
      connection.close(CloseCode.UNKNOWN_ERROR);
    }
    var end = System.nanoTime() + DRAIN_NANOS;
    while (open.stream().anyMatch(Connection::isOpen) && System.nanoTime() < end) {
      pause(20);
    }
    checkpoints.finish();
  }

  @PreDestroy
  void stop() {
    stopping = true;
  }

  private void sweep() {
    while (true) {
      pause(1000);
      if (stopping) {
        return;
      }
      for (var connection : open) {
        if (connection.isOpen()) {
          connection.check();
        } else {
          closed(connection, 1006);
        }
      }
      sessions.all().stream().filter(Session::expired).forEach(hub::end);
      appearances.sweep();
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
