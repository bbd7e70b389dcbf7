package chat.maru.gateway;

import chat.maru.platform.Threads;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What a client has asked for and is not done yet. Done in order, by a virtual thread that lives
/// while there is something to do: the connection's reader goes on meanwhile, so that heartbeats
/// are answered whatever the client waits for.
final class Inbox {
  /// More than the limits of the protocol let a client send in a minute.
  private static final int MAX = 200;

  private final Threads threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean running;

  Inbox(Threads threads) {
    this.threads = threads;
  }

  /// Has something done behind what was added before.
  ///
  /// @return false if too much waits already: it is not done
  boolean add(Runnable task) {
    lock.lock();
    try {
      if (waiting.size() >= MAX) {
        return false;
      }
      waiting.add(task);
      if (running) {
        return true;
      }
      running = true;
    } finally {
      lock.unlock();
    }
    threads.start("gateway-op", this::run);
    return true;
  }

  private void run() {
    for (var task = next(); task != null; task = next()) {
      task.run();
    }
  }

  private @Nullable Runnable next() {
    lock.lock();
    try {
      var task = waiting.poll();
      running = task != null;
      return task;
    } finally {
      lock.unlock();
    }
  }
}
