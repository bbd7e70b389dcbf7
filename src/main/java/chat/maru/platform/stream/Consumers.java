package chat.maru.platform.stream;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/// All incoming channels of this node. They are closed until somebody says that the rest of the
/// server is ready: the runtime connects channels before the database has its schema.
@ApplicationScoped
public class Consumers {
  private final ReentrantLock lock = new ReentrantLock();
  private final List<BatchLoop> loops = new ArrayList<>();
  private boolean open;

  /// Starts reading. Channels that are connected later start at once.
  public void open() {
    lock.lock();
    try {
      open = true;
      loops.forEach(BatchLoop::open);
    } finally {
      lock.unlock();
    }
  }

  /// Stops reading, lets batches in flight finish (each at most its `close.timeout.ms`), commits
  /// and leaves the groups. Returns when that is done; may be opened again.
  @PreDestroy
  public void close() {
    List<BatchLoop> running;
    lock.lock();
    try {
      open = false;
      running = List.copyOf(loops);
    } finally {
      lock.unlock();
    }
    running.forEach(BatchLoop::stop);
    try {
      for (var loop : running) {
        loop.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  public boolean isOpen() {
    lock.lock();
    try {
      return open;
    } finally {
      lock.unlock();
    }
  }

  /// Records waiting, by channel, as far as this node's partitions know.
  public Map<String, Long> lag() {
    return figures().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().lag()));
  }

  /// What each channel did, by channel.
  public Map<String, ReadFigures> figures() {
    lock.lock();
    try {
      return loops.stream()
          .collect(Collectors.toMap(loop -> loop.settings.channel(), BatchLoop::figures));
    } finally {
      lock.unlock();
    }
  }

  void register(BatchLoop loop) {
    lock.lock();
    try {
      loops.add(loop);
      if (open) {
        loop.open();
      }
    } finally {
      lock.unlock();
    }
  }
}
