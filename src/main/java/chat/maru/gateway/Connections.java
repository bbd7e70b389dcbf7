package chat.maru.gateway;

import chat.maru.gateway.frame.Control;
import chat.maru.gateway.frame.Transport;
import chat.maru.platform.Threads;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// All open sockets of this node, and their time limits.
@ApplicationScoped
public class Connections {
  @Inject SessionHub hub;
  @Inject Sessions sessions;
  @Inject Appearances appearances;
  @Inject Doubts doubts;
  @Inject Threads threads;
  @Inject GatewayConfig config;
  @Inject GatewayFigures figures;

  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private volatile boolean shut;
  private volatile boolean stopped;

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
    if (shut) {
      connection.sendAway();
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

  /// Takes no new sockets, and no IDENTIFY or RESUME on those that are there.
  void shut() {
    shut = true;
  }

  /// Whether this node is about to end: clients go on elsewhere.
  public boolean isShut() {
    return shut;
  }

  List<Connection> all() {
    return open.stream().filter(Connection::isOpen).toList();
  }

  @PreDestroy
  void stop() {
    stopped = true;
  }

  private void sweep() {
    while (true) {
      pause(1000);
      if (stopped) {
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
