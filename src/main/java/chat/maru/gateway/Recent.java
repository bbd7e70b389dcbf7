package chat.maru.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// The last two minutes of the log, encoded, within a bound; and this node's position in the log:
/// every record below it has been delivered here.
@ApplicationScoped
public class Recent {
  private static final long WINDOW = TimeUnit.MINUTES.toNanos(2);
  private static final long MAX_CHARS = 32L << 20;

  private static final long MARK = TimeUnit.SECONDS.toNanos(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Tailed> entries = new ArrayDeque<>();

  /// Where the node was, second by second: a log in which nothing happens is known as far back.
  private final Deque<Mark> marks = new ArrayDeque<>();

  private long chars;
  private long firstHeld;
  private long position;

  private record Mark(long offset, long at) {}

  /// Where a snapshot that begins now must catch up from.
  long position() {
    lock.lock();
    try {
      return position;
    } finally {
      lock.unlock();
    }
  }

  /// Everything below the offset has been delivered or needs no delivery.
  void moveTo(long next) {
    lock.lock();
    try {
      position = next;
      mark();
      drop();
    } finally {
      lock.unlock();
    }
  }

  void add(Tailed entry) {
    lock.lock();
    try {
      entries.add(entry);
      chars += entry.size();
      position = entry.offset() + 1;
      drop();
    } finally {
      lock.unlock();
    }
  }

  /// Returns up to `max` entries from a position on; empty if some of them are not held any more.
  Optional<List<Tailed>> from(long offset, int max) {
    lock.lock();
    try {
      if (offset < firstHeld) {
        return Optional.empty();
      }
      var found = new ArrayList<Tailed>();
      for (var at = entries.descendingIterator(); at.hasNext(); ) {
        var entry = at.next();
        if (entry.offset() < offset) {
          break;
        }
        found.add(entry);
      }
      var inOrder = found.reversed();
      return Optional.of(List.copyOf(inOrder.subList(0, Math.min(max, inOrder.size()))));
    } finally {
      lock.unlock();
    }
  }

  /// The log was left: what is held does not lead up to what comes.
  void clear(long next) {
    lock.lock();
    try {
      entries.clear();
      marks.clear();
      chars = 0;
      firstHeld = next;
      position = next;
    } finally {
      lock.unlock();
    }
  }

  long chars() {
    lock.lock();
    try {
      return chars;
    } finally {
      lock.unlock();
    }
  }

  private void mark() {
    var now = System.nanoTime();
    if (marks.isEmpty() || now - marks.getLast().at() > MARK) {
      marks.add(new Mark(position, now));
    }
  }

  private void drop() {
    var oldest = System.nanoTime() - WINDOW;
    while (!marks.isEmpty() && marks.getFirst().at() - oldest < 0) {
      firstHeld = Math.max(firstHeld, marks.poll().offset());
    }
    while (!entries.isEmpty() && (entries.getFirst().at() - oldest < 0 || chars > MAX_CHARS)) {
      var gone = entries.poll();
      chars -= gone.size();
      firstHeld = gone.offset() + 1;
    }
  }
}
