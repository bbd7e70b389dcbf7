package chat.maru.proof.proxy;

import chat.maru.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Listens on a port of this machine, which stays the same, and passes each connection on to a
/// target, which may change. Disturbances hold until [#heal]; they may be combined. Safe for any
/// number of threads.
public final class Proxy implements AutoCloseable {
  private static final int BACKLOG = 1024;

  private final String name;
  private final int port;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private volatile int target;
  private volatile Rule rule = Rule.NONE;
  private volatile boolean closed;
  private @Nullable ServerSocket listening;
  private @Nullable Thread accepting;

  private Proxy(String name, int port, int target) {
    this.name = name;
    this.port = port;
    this.target = target;
  }

  /// Listens on a free port.
  ///
  /// @param name what it stands between, such as `gateway-1>postgres`
  /// @param target a port of this machine
  public static Proxy to(String name, int target) {
    return new Proxy(name, Ports.anyFree(), target).listening();
  }

  private Proxy listening() {
    listen();
    return this;
  }

  public String name() {
    return name;
  }

  /// Where it listens.
  public int port() {
    return port;
  }

  /// Where new connections lead to.
  public int target() {
    return target;
  }

  /// Where new connections lead to from now on.
  public void leadTo(int newTarget) {
    target = newTarget;
  }

  /// Ends all connections with RST; new ones pass.
  public void cut() {
    links.forEach(Link::reset);
  }

  /// Lets nothing pass in these directions, of open connections and of new ones, which are accepted
  /// and hear nothing.
  public void hold(Set<Direction> directions) {
    change(rule.holding(Set.copyOf(directions)));
  }

  /// Lets every byte come later by this time.
  public void delay(Duration by) {
    change(rule.delayed(by));
  }

  /// Lets no more bytes pass in a second, in each direction of each connection.
  public void throttle(long bytesPerSecond) {
    change(rule.throttled(bytesPerSecond));
  }

  /// Passes half of what each open connection brings next, then ends it with RST.
  public void halve() {
    links.forEach(Link::halve);
  }

  /// Ends all connections and refuses new ones.
  public synchronized void refuse() {
    quietly(listening);
    awaitEnd(accepting);
    listening = null;
    accepting = null;
    cut();
  }

  /// Ends every disturbance. What was held passes.
  public void heal() {
    change(Rule.NONE);
    listen();
  }

  private synchronized void change(Rule changed) {
    rule = changed;
    notifyAll();
  }

  /// The rule of now, once it lets bytes pass in this direction.
  synchronized Rule awaitPassing(Direction direction) throws InterruptedException {
    while (rule.holds(direction) && !closed) {
      wait();
    }
    return rule;
  }

  private synchronized void listen() {
    if (listening != null || closed) {
      return;
    }
    try {
      var socket = bound();
      listening = socket;
      accepting = Thread.ofVirtual().name(name).start(() -> accept(socket));
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /// Connections that ended a moment ago may keep the port for as long.
  private ServerSocket bound() throws IOException {
    var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (true) {
      var socket = new ServerSocket();
      try {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        return socket;
      } catch (BindException e) {
        socket.close();
        if (System.nanoTime() - end > 0) {
          throw e;
        }
      }
    }
  }

  /// A closed socket goes on listening until the thread that waits at it has noticed.
  private static void awaitEnd(@Nullable Thread accepting) {
    try {
      if (accepting != null) {
        accepting.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        var incoming = from.accept();
        Thread.ofVirtual().name(name).start(() -> connect(incoming));
      } catch (IOException _) {
        return; // closed: it refuses
      }
    }
  }

  private void connect(Socket incoming) {
    var outgoing = new Socket();
    var link = new Link(this, incoming, outgoing);
    links.add(link); // first of all: what is not listed can not be cut
    try {
      awaitPassing(Direction.THERE);
      outgoing.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
      incoming.setTcpNoDelay(true);
      outgoing.setTcpNoDelay(true);
      link.run(() -> links.remove(link));
    } catch (IOException _) {
      links.remove(link);
      link.reset(); // as if the target had refused it
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (closed) {
      link.reset();
    }
  }

  static void quietly(@Nullable AutoCloseable what) {
    try {
      if (what != null) {
        what.close();
      }
    } catch (Exception _) {
      // it is gone either way
      return;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
    refuse();
  }
}
