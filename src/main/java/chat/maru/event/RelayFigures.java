package chat.maru.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.LongAdder;

/// What the relay has done since its start, for the metrics.
@ApplicationScoped
public class RelayFigures {
  private final LongAdder published = new LongAdder();
  private final LongAdder batches = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final LongAdder faults = new LongAdder();
  private volatile long waiting;

  void published(int count, long tookNanos) {
    published.add(count);
    batches.increment();
    nanos.add(tookNanos);
  }

  void fault() {
    faults.increment();
  }

  void waiting(long rows) {
    waiting = rows;
  }

  public long published() {
    return published.sum();
  }

  public long batches() {
    return batches.sum();
  }

  /// The time spent publishing and deleting, in nanoseconds.
  public long nanos() {
    return nanos.sum();
  }

  /// How often the relay lost its database, its lock or its broker.
  public long faults() {
    return faults.sum();
  }

  /// Rows read in the last batch: at the bound, there is a backlog.
  public long waiting() {
    return waiting;
  }
}
