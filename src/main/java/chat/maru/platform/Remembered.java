package chat.maru.platform;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Values loaded once and kept until they are forgotten; the least recently used go beyond a bound.
///
/// A load that an invalidation of its key overtook answers its caller and is not kept: its value
/// may be older than the change. Invalidations of other keys do not disturb it, so that a busy log
/// does not keep the memory empty. Absence is not kept: what is not there yet will be asked for
/// again soon.
public final class Remembered<K, V> {
  private static final int SEGMENTS = 64;

  private final List<Segment<K, V>> segments;

  /// @param bound about how many values are kept
  public Remembered(int bound) {
    var each = Math.max(1, bound / SEGMENTS);
    segments = IntStream.range(0, SEGMENTS).mapToObj(_ -> new Segment<K, V>(each)).toList();
  }

  private record Kept<V>(V value, long at) {}

  /// The loads of one key that are under way. Forgetting the key takes it out of the segment, and
  /// what they bring is not kept.
  private static final class Loading {
    int running;
  }

  /// A part of the keys, with a lock of its own.
  private static final class Segment<K, V> {
    final ReentrantLock lock = new ReentrantLock();
    final Map<K, Loading> loading = new HashMap<>();
    final Map<K, Kept<V>> values;

    Segment(int bound) {
      values =
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Kept<V>> eldest) {
              return size() > bound;
            }
          };
    }

    Optional<V> peek(K key, @Nullable Duration youngerThan) {
      lock.lock();
      try {
        return Optional.ofNullable(values.get(key))
            .filter(
                kept ->
                    youngerThan == null || System.nanoTime() - kept.at() < youngerThan.toNanos())
            .map(Kept::value);
      } finally {
        lock.unlock();
      }
    }

    Loading begin(K key) {
      lock.lock();
      try {
        var load = loading.computeIfAbsent(key, _ -> new Loading());
        load.running++;
        return load;
      } finally {
        lock.unlock();
      }
    }

    /// @param at when the load was begun: what it brings may be as old as that
    void end(K key, Loading load, Optional<V> loaded, long at) {
      lock.lock();
      try {
        var current = leave(key, load);
        if (loaded.isEmpty()) {
          values.remove(key);
        } else if (current) {
          values.put(key, new Kept<>(loaded.get(), at));
        }
      } finally {
        lock.unlock();
      }
    }

    void fail(K key, Loading load) {
      lock.lock();
      try {
        leave(key, load);
      } finally {
        lock.unlock();
      }
    }

    /// Returns whether nothing has overtaken the load.
    private boolean leave(K key, Loading load) {
      load.running--;
      var current = loading.get(key) == load;
      if (current && load.running == 0) {
        loading.remove(key);
      }
      return current;
    }

    void forget(K key) {
      lock.lock();
      try {
        loading.remove(key);
        values.remove(key);
      } finally {
        lock.unlock();
      }
    }

    void forgetAll() {
      lock.lock();
      try {
        loading.clear();
        values.clear();
      } finally {
        lock.unlock();
      }
    }

    int size() {
      lock.lock();
      try {
        return values.size();
      } finally {
        lock.unlock();
      }
    }
  }

  /// Returns what is remembered, and loads nothing.
  public Optional<V> peek(K key) {
    return segment(key).peek(key, null);
  }

  /// Returns what was loaded within the given time, and loads nothing.
  public Optional<V> peek(K key, Duration youngerThan) {
    return segment(key).peek(key, youngerThan);
  }

  /// Returns what is remembered, else what is loaded now.
  public Optional<V> get(K key, Function<K, Optional<V>> load) {
    var known = peek(key);
    return known.isPresent() ? known : reload(key, load);
  }

  /// Loads, whatever is remembered. A load that finds nothing forgets; one that fails changes
  /// nothing.
  public Optional<V> reload(K key, Function<K, Optional<V>> load) {
    var segment = segment(key);
    var at = System.nanoTime();
    var loading = segment.begin(key);
    Optional<V> loaded;
    try {
      loaded = load.apply(key);
    } catch (RuntimeException | Error e) {
      segment.fail(key, loading);
      throw e;
    }
    segment.end(key, loading, loaded, at);
    return loaded;
  }

  public void forget(K key) {
    segment(key).forget(key);
  }

  public void forgetAll() {
    segments.forEach(Segment::forgetAll);
  }

  /// How many values are kept.
  public int size() {
    return segments.stream().mapToInt(Segment::size).sum();
  }

  private Segment<K, V> segment(K key) {
    var hash = key.hashCode() * 0x9E3779B9;
    return segments.get(hash >>> 26);
  }
}
