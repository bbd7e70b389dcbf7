package chat.maru.proof.proxy;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One connection through a [Proxy]: for each direction a thread that reads and one that writes, so
/// that a delay makes bytes late and not few.
final class Link {
  private static final int CHUNK = 16 * 1024;
  private static final int CHUNKS_UNDER_WAY = 256;
  private static final byte[] END = {};

  private final Proxy proxy;
  private final Socket incoming;
  private final Socket outgoing;
  private volatile boolean halving;

  private record Chunk(byte[] bytes, long readAt) {}

  Link(Proxy proxy, Socket incoming, Socket outgoing) {
    this.proxy = proxy;
    this.incoming = incoming;
    this.outgoing = outgoing;
  }

  /// Begins; `ended` is called when both directions have ended.
  void run(Runnable ended) {
    var open = new AtomicInteger(2);
    Runnable one =
        () -> {
          if (open.decrementAndGet() == 0) {
            Proxy.quietly(incoming);
            Proxy.quietly(outgoing);
            ended.run();
          }
        };
    start(Direction.THERE, incoming, outgoing, one);
    start(Direction.BACK, outgoing, incoming, one);
  }

  void halve() {
    halving = true;
  }

  void reset() {
    reset(incoming);
    reset(outgoing);
  }

  /// Ends a connection with RST.
  static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException _) {
      // closed before
      return;
    }
    Proxy.quietly(socket);
  }

  private void start(Direction direction, Socket from, Socket to, Runnable ended) {
    var queue = new ArrayBlockingQueue<Chunk>(CHUNKS_UNDER_WAY);
    Thread.ofVirtual().name(proxy.name()).start(() -> read(from, queue));
    Thread.ofVirtual()
        .name(proxy.name())
        .start(
            () -> {
              try {
                write(direction, to, queue);
              } finally {
                ended.run();
              }
            });
  }

  private void read(Socket from, BlockingQueue<Chunk> queue) {
    try {
      var buffer = new byte[CHUNK];
      try {
        var in = from.getInputStream();
        int count;
        while ((count = in.read(buffer)) >= 0) {
          queue.put(new Chunk(Arrays.copyOf(buffer, count), System.nanoTime()));
        }
      } catch (IOException _) {
        reset(); // as a connection that breaks on one side breaks on the other
      }
      queue.put(new Chunk(END, System.nanoTime()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(Direction direction, Socket to, BlockingQueue<Chunk> queue) {
    try {
      while (true) {
        var chunk = next(queue, to);
        if (chunk == null) {
          return;
        }
        var rule = proxy.awaitPassing(direction);
        sleepUntil(chunk.readAt() + rule.delay().toNanos());
        if (chunk.bytes().length == 0) {
          to.shutdownOutput();
          return;
        }
        pass(chunk.bytes(), rule, to);
      }
    } catch (IOException _) {
      reset();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// The next chunk; none once the writer's side is closed, which nobody could be told of.
  private static @Nullable Chunk next(BlockingQueue<Chunk> queue, Socket to)
      throws InterruptedException {
    while (true) {
      var chunk = queue.poll(200, TimeUnit.MILLISECONDS);
      if (chunk != null || to.isClosed()) {
        return chunk;
      }
    }
  }

  private void pass(byte[] bytes, Rule rule, Socket to) throws IOException, InterruptedException {
    var out = to.getOutputStream();
    if (halving) {
      out.write(bytes, 0, bytes.length / 2);
      out.flush();
      TimeUnit.MILLISECONDS.sleep(20); // let it be read before the RST throws it away
      reset();
      return;
    }
    if (rule.bytesPerSecond() == 0) {
      out.write(bytes);
      return;
    }
    var step = (int) Math.max(1, rule.bytesPerSecond() / 20);
    for (var at = 0; at < bytes.length; at += step) {
      var length = Math.min(step, bytes.length - at);
      out.write(bytes, at, length);
      Thread.sleep(Duration.ofNanos(1_000_000_000L * length / rule.bytesPerSecond()));
    }
  }

  private static void sleepUntil(long nanos) throws InterruptedException {
    var left = nanos - System.nanoTime();
    if (left > 0) {
      Thread.sleep(Duration.ofNanos(left));
    }
  }
}
