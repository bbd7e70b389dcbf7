package chat.maru.gateway;

import chat.maru.platform.Threads;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What a client has asked for and is not done yet. Done in order, by a virtual thread that lives
/// while there is something to do: the connection's reader goes on meanwhile, so that heartbeats
/// are answered whatever the client waits for. Where very much waits the reader does too, and what
/// comes stays in the client's socket: it can send no faster than it is served.
final class Inbox {
  /// More than ordinary clients are ever ahead; a hostile one keeps no more than this in memory.
  private static final int MAX = 200;

  private final Threads threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean running;

  Inbox(Threads threads) {
    this.threads = threads;
  }

  /// Has something done behind what was added before, once there is room for it.
  void add(Runnable task) throws InterruptedException {
    lock.lock();
    try {
      while (waiting.size() >= MAX) {
        room.await();
      }
      waiting.add(task);
      if (running) {
        return;
      }
      running = true;
    } finally {
      lock.unlock();
    }
    threads.start("gateway-op", this::run);
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
      room.signal();
      return task;
    } finally {
      lock.unlock();
    }
  }
}
