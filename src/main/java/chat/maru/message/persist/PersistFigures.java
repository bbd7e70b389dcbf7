package chat.maru.message.persist;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.LongAdder;

/// What the persistor has done since its start, for the metrics.
@ApplicationScoped
public class PersistFigures {
  private final LongAdder batches = new LongAdder();
  private final LongAdder events = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final LongAdder stored = new LongAdder();
  private final LongAdder outcomes = new LongAdder();
  private final LongAdder outages = new LongAdder();
  private final LongAdder poisoned = new LongAdder();

  void persisted(int count, long tookNanos) {
    batches.increment();
    events.add(count);
    nanos.add(tookNanos);
  }

  void written(MessageWriter.Written written) {
    stored.add(written.stored());
    outcomes.add(written.outcomes());
  }

  void outage() {
    outages.increment();
  }

  void poison() {
    poisoned.increment();
  }

  public long batches() {
    return batches.sum();
  }

  public long events() {
    return events.sum();
  }

  /// The time spent on batches, in nanoseconds.
  public long nanos() {
    return nanos.sum();
  }

  public long stored() {
    return stored.sum();
  }

  /// How many senders were told something else than that their message is stored.
  public long outcomes() {
    return outcomes.sum();
  }

  /// How many attempts met a database that did not answer.
  public long outages() {
    return outages.sum();
  }

  /// How many events were set aside.
  public long poisoned() {
    return poisoned.sum();
  }
}
