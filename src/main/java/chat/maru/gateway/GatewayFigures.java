package chat.maru.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.LongAdder;

/// What this node's gateway did since its start, for whoever shows it.
@ApplicationScoped
public class GatewayFigures {
  @Inject Sessions sessions;
  @Inject Recent recent;

  private final LongAdder connections = new LongAdder();
  private final LongAdder dispatched = new LongAdder();
  private final LongAdder cut = new LongAdder();
  private final LongAdder resumed = new LongAdder();
  private final LongAdder invalidated = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final LongAdder repeats = new LongAdder();

  private volatile long tailLagMillis;

  /// Sockets that are open.
  public long connections() {
    return connections.sum();
  }

  /// Sessions with a connection.
  public long sessionsConnected() {
    return sessions.all().stream().filter(session -> session.connection() != null).count();
  }

  /// Sessions that wait for their client to come back.
  public long sessionsDetached() {
    return sessions.count() - sessionsConnected();
  }

  /// Events handed to sessions.
  public long dispatched() {
    return dispatched.sum();
  }

  /// Readers that were too slow and were cut.
  public long cutReaders() {
    return cut.sum();
  }

  public long resumed() {
    return resumed.sum();
  }

  /// Resumes that were refused.
  public long invalidated() {
    return invalidated.sum();
  }

  /// Records of the log that this build does not know.
  public long skippedRecords() {
    return skipped.sum();
  }

  /// Records of the log that were there already.
  public long repeatedRecords() {
    return repeats.sum();
  }

  /// The age of the last record of the log when it was delivered here.
  public long tailLagMillis() {
    return tailLagMillis;
  }

  /// Characters that the last two minutes of the log take in memory.
  public long recentChars() {
    return recent.chars();
  }

  void dispatchedOne() {
    dispatched.increment();
  }

  void cutOne() {
    cut.increment();
  }

  void connectionsChange(int by) {
    connections.add(by);
  }

  public void resumedOne() {
    resumed.increment();
  }

  public void invalidatedOne() {
    invalidated.increment();
  }

  void skippedOne() {
    skipped.increment();
  }

  void repeatedOne() {
    repeats.increment();
  }

  void tailLag(long millis) {
    tailLagMillis = millis;
  }
}
