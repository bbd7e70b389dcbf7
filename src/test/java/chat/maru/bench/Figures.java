package chat.maru.bench;

import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// What is measured while a run goes on. Times are counted from when a message was due, so that a
/// stall of the sender is in them and does not hide what it delayed.
final class Figures {
  private final Histogram ack = new ConcurrentHistogram(3);
  private final Histogram screen = new ConcurrentHistogram(3);
  private final AtomicLong deliveries = new AtomicLong();
  private final AtomicLong measuredDeliveries = new AtomicLong();
  private final AtomicLong frameBytes = new AtomicLong();
  private final TreeMap<Integer, Integer> cuts = new TreeMap<>();
  private volatile long from = Long.MAX_VALUE;
  private volatile long to = Long.MAX_VALUE;
  private volatile long lastDelivery;

  /// Sets the window of due times (`System.nanoTime()`) that is measured.
  void measure(long begin, long end) {
    from = begin;
    to = end;
  }

  private boolean measured(long due) {
    return due - from >= 0 && due - to < 0;
  }

  void answered(long due) {
    if (measured(due)) {
      ack.recordValue(System.nanoTime() - due);
    }
  }

  void delivered(long due, int bytes) {
    var now = System.nanoTime();
    lastDelivery = now;
    deliveries.incrementAndGet();
    frameBytes.addAndGet(bytes);
    if (measured(due)) {
      screen.recordValue(now - due);
    }
    if (measured(now)) {
      measuredDeliveries.incrementAndGet();
    }
  }

  synchronized void cut(int code) {
    cuts.merge(code, 1, Integer::sum);
  }

  /// Sockets that the server closed, by close code.
  synchronized TreeMap<Integer, Integer> cuts() {
    return new TreeMap<>(cuts);
  }

  /// Send to ACK (or to the answer of the call), nanoseconds.
  Histogram ack() {
    return ack;
  }

  /// Send to the receiving socket, nanoseconds, over all deliveries.
  Histogram screen() {
    return screen;
  }

  long deliveries() {
    return deliveries.get();
  }

  long lastDelivery() {
    return lastDelivery;
  }

  /// Deliveries a second within the measured window; 0 if it has no end.
  double deliveriesPerSecond() {
    return to == Long.MAX_VALUE ? 0 : measuredDeliveries.get() * 1e9 / (to - from);
  }

  /// Bytes of a delivered frame, on average.
  int frameBytes() {
    return (int) (frameBytes.get() / Math.max(1, deliveries.get()));
  }
}
