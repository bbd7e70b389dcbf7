package chat.maru.bench;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The one thread that reads all sockets of the load and sends their heartbeats.
final class Reader implements AutoCloseable {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Selector selector;
  private final Queue<Client> joining = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean stopped;
  private volatile @Nullable Exception failure;

  Reader() throws IOException {
    selector = Selector.open();
    thread = Thread.ofPlatform().name("bench-reader").start(this::run);
  }

  void add(Client client) {
    joining.add(client);
    selector.wakeup();
  }

  private void run() {
    var lookedAt = System.nanoTime();
    try {
      while (!stopped) {
        selector.select(key -> client(key).read(), 200);
        for (var client = joining.poll(); client != null; client = joining.poll()) {
          join(client);
        }
        if (System.nanoTime() - lookedAt > LOOK_NANOS) {
          lookedAt = System.nanoTime();
          selector.keys().forEach(key -> client(key).beat());
        }
      }
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
  }

  private void join(Client client) throws IOException {
    try {
      client.socket().channel().register(selector, SelectionKey.OP_READ, client);
      client.read();
    } catch (ClosedChannelException _) {
      client.read();
    }
  }

  private static Client client(SelectionKey key) {
    return (Client) key.attachment();
  }

  /// Ends the thread; what it counted may be read by others afterwards.
  ///
  /// @throws IOException if it had ended by itself, so that what it counted is worth nothing
  @Override
  public void close() throws IOException {
    stopped = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    for (var key : selector.keys()) {
      client(key).socket().close();
    }
    selector.close();
    if (failure != null) {
      throw new IOException("the reader failed", failure);
    }
  }
}
