package chat.maru.gateway;

import chat.maru.platform.Threads;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The one writer of a connection: a virtual thread that lives while there is something to write,
/// so that nobody else ever waits for a slow reader.
final class Outbound {
  private static final int MAX_CONTROL = 1000;
  private static final String NOTHING_YET = "";
  private static final long PAUSE_MILLIS = 100;
  private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Connection connection;
  private final Transport transport;
  private final Threads threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<String> control = new ArrayDeque<>();
  private @Nullable Thread writer;
  private @Nullable Closing closing;
  private boolean closed;
  private volatile long writingSince;

  private record Closing(int code, String reason, long askedAt) {}

  Outbound(Connection connection, Transport transport, Threads threads) {
    this.connection = connection;
    this.transport = transport;
    this.threads = threads;
  }

  /// Queues a frame that is no dispatch.
  ///
  /// @return whether there was room
  boolean control(String frame) {
    lock.lock();
    try {
      if (closed || closing != null) {
        return true;
      }
      if (control.size() >= MAX_CONTROL) {
        return false;
      }
      control.add(frame);
    } finally {
      lock.unlock();
    }
    wake();
    return true;
  }

  /// Asks for a close frame after what is queued as control; sessions' events are left unsent.
  void close(int code, String reason) {
    lock.lock();
    try {
      if (closed || closing != null) {
        return;
      }
      closing = new Closing(code, reason, System.nanoTime());
    } finally {
      lock.unlock();
    }
    wake();
  }

  /// Starts the writer unless it runs: it will see what was queued before.
  void wake() {
    lock.lock();
    try {
      if (writer == null && !closed) {
        writer = threads.start("gateway-writer", this::drain);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Whether a write is stuck for 10 s, or a close could not be sent within 2 s.
  boolean stuck() {
    var now = System.nanoTime();
    var since = writingSince;
    lock.lock();
    try {
      return !closed
          && (since != 0 && now - since > STUCK_NANOS
              || closing != null && now - closing.askedAt() > CLOSE_NANOS);
    } finally {
      lock.unlock();
    }
  }

  /// Ends the connection without a word: the interrupt closes the socket under a blocked write.
  void abort() {
    lock.lock();
    try {
      if (writer != null) {
        writer.interrupt();
      }
    } finally {
      lock.unlock();
    }
    threads.start("gateway-abort", () -> sendClose(1011, "stuck"));
  }

  /// The socket is gone.
  void ended() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      control.clear();
      if (writer == null) {
        transport.end();
      }
    } finally {
      lock.unlock();
    }
  }

  private void drain() {
    try {
      for (var frame = next(); frame != null; frame = next()) {
        if (frame.isEmpty()) {
          Thread.sleep(PAUSE_MILLIS);
        } else {
          write(frame);
        }
      }
    } catch (IOException | RuntimeException | InterruptedException _) {
      // The peer is gone or was cut, or what it may see can not be decided: the session waits for
      // its client to come back.
      finish();
      connection.closed(1006);
    }
  }

  private void write(String frame) throws IOException {
    writingSince = System.nanoTime();
    try {
      transport.write(frame);
    } finally {
      writingSince = 0;
    }
  }

  private @Nullable String next() {
    var settled = connection.isSettled();
    lock.lock();
    try {
      var frame = closed ? null : control.poll();
      if (frame == null && !closed && closing == null) {
        frame = settled ? connection.nextEvent() : NOTHING_YET;
      }
      if (frame != null) {
        return frame;
      }
      if (closed || closing == null) {
        writer = null;
        if (closed) {
          transport.end();
        }
        return null;
      }
    } finally {
      lock.unlock();
    }
    var why = closing;
    sendClose(why.code(), why.reason());
    finish();
    connection.closed(why.code());
    return null;
  }

  private void finish() {
    lock.lock();
    try {
      writer = null;
      if (!closed) {
        closed = true;
        control.clear();
        transport.end();
      }
    } finally {
      lock.unlock();
    }
  }

  private void sendClose(int code, String reason) {
    try {
      transport.close(code, reason);
    } catch (IOException | RuntimeException _) {
      connection.closed(1006);
    }
  }
}
