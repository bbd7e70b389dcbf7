package chat.maru.gateway;

import chat.maru.gateway.frame.Compression;
import chat.maru.gateway.frame.Outgoing;
import chat.maru.gateway.frame.Transport;
import chat.maru.platform.Threads;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The one writer of a connection: a virtual thread that lives while there is something to write,
/// so that nobody else ever waits for a slow reader.
final class Outbound {
  private static final int MAX_CONTROL = 1000;
  private static final int AT_ONCE = 64;

  /// How many bytes of events are written together. What is taken out of the queue for that goes
  /// out, whatever is revoked meanwhile: so little that it is in the socket's buffer at once,
  /// unless the client reads slowly.
  private static final int BURST = 32 * 1024;

  private static final long PAUSE_MILLIS = 100;
  private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Connection connection;
  private final Way way;
  private final Threads threads;
  private final AtomicReference<Work> work = new AtomicReference<>(Work.NONE);
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<Outgoing> control = new ArrayDeque<>();
  private @Nullable Thread writer;
  private @Nullable Closing closing;
  private boolean closed;
  private volatile long writingSince;

  private record Closing(int code, String reason, long askedAt) {}

  /// Through what frames go.
  record Way(Transport transport, Compression compression) {}

  /// Of the writer.
  private enum Work {
    NONE,
    RUNS,
    RUNS_AND_LOOKS_AGAIN
  }

  Outbound(Connection connection, Way way, Threads threads) {
    this.connection = connection;
    this.way = way;
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
      control.add(new Outgoing.Control(frame));
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

  /// Starts the writer unless it runs: then it looks again before it ends.
  void wake() {
    if (work.getAndSet(Work.RUNS_AND_LOOKS_AGAIN) == Work.NONE) {
      threads.start("gateway-writer", this::run);
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
        way.compression().end();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    do {
      work.set(Work.RUNS);
      writer(Thread.currentThread());
      drain();
      writer(null);
    } while (!work.compareAndSet(Work.RUNS, Work.NONE));
  }

  private void writer(@Nullable Thread thread) {
    lock.lock();
    try {
      writer = thread;
      if (thread == null && closed) {
        way.compression().end();
      }
    } finally {
      lock.unlock();
    }
  }

  private void drain() {
    try {
      for (var frames = next(); frames != null; frames = next()) {
        if (frames.isEmpty()) {
          Thread.sleep(PAUSE_MILLIS);
        } else {
          write(frames);
        }
      }
    } catch (IOException | RuntimeException | InterruptedException _) {
      // The peer is gone or was cut, or what it may see can not be decided: the session waits for
      // its client to come back.
      finish();
      connection.closed(1006);
    }
  }

  private void write(List<Outgoing> frames) throws IOException {
    writingSince = System.nanoTime();
    try {
      way.transport().write(way.compression().apply(frames));
    } finally {
      writingSince = 0;
    }
  }

  /// What is to be written next: nothing yet if the list is empty, nothing more if there is none.
  private @Nullable List<Outgoing> next() {
    var settled = connection.isSettled();
    lock.lock();
    try {
      if (closed) {
        return null;
      }
      if (!control.isEmpty()) {
        return nextControl();
      }
      if (closing == null) {
        return settled ? nextEvents() : List.of();
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

  private List<Outgoing> nextControl() {
    var frames = new ArrayList<Outgoing>();
    while (!control.isEmpty() && frames.size() < AT_ONCE) {
      frames.add(control.remove());
    }
    return frames;
  }

  private @Nullable List<Outgoing> nextEvents() {
    var frames = connection.nextEvents(BURST);
    return frames.isEmpty() ? null : frames;
  }

  private void finish() {
    lock.lock();
    try {
      closed = true;
      control.clear();
    } finally {
      lock.unlock();
    }
  }

  private void sendClose(int code, String reason) {
    try {
      way.transport().close(code, reason);
    } catch (IOException | RuntimeException _) {
      connection.closed(1006);
    }
  }
}
