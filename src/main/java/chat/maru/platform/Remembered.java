package chat.maru.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// Values loaded once and kept until they are forgotten; the least recently used go beyond a bound.
///
/// A load that an invalidation overtook answers its caller and is not kept: its value may be older
/// than the change. Absence is not kept: what is not there yet will be asked for again soon.
public final class Remembered<K, V> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<K, V> values;
  private long forgotten;

  /// @param bound how many values are kept
  public Remembered(int bound) {
    values =
        new LinkedHashMap<>(64, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > bound;
          }
        };
  }

  /// Returns what is remembered, and loads nothing.
  public Optional<V> peek(K key) {
    lock.lock();
    try {
      return Optional.ofNullable(values.get(key));
    } finally {
      lock.unlock();
    }
  }

  /// Returns what is remembered, else what is loaded now.
  public Optional<V> get(K key, Function<K, Optional<V>> load) {
    var known = peek(key);
    return known.isPresent() ? known : reload(key, load);
  }

  /// Loads, whatever is remembered. A load that finds nothing forgets; one that fails changes
  /// nothing.
  public Optional<V> reload(K key, Function<K, Optional<V>> load) {
    long before;
    lock.lock();
    try {
      before = forgotten;
    } finally {
      lock.unlock();
    }
    var loaded = load.apply(key);
    lock.lock();
    try {
      if (loaded.isEmpty()) {
        values.remove(key);
      } else if (before == forgotten) {
        values.put(key, loaded.get());
      }
    } finally {
      lock.unlock();
    }
    return loaded;
  }

  public void forget(K key) {
    lock.lock();
    try {
      forgotten++;
      values.remove(key);
    } finally {
      lock.unlock();
    }
  }

  public void forgetAll() {
    lock.lock();
    try {
      forgotten++;
      values.clear();
    } finally {
      lock.unlock();
    }
  }
}
