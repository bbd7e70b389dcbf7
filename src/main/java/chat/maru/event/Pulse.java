package chat.maru.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// When this node last heard from the relay through the log. While it beats, storing works and the
/// node's memory is as young as the beat (design, I7).
///
/// A heartbeat that lay on the log for a while is as old as that: the way of the quickest one of
/// the last minute is what the clocks differ by, and what another takes longer is its age.
@ApplicationScoped
public class Pulse {
  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final long WINDOW = TimeUnit.SECONDS.toNanos(30);

  private volatile long beatAt = longAgo();
  private volatile long completeAt = longAgo();
  private long windowSince = System.nanoTime();
  private long quickest = Long.MAX_VALUE;
  private long quickestBefore = Long.MAX_VALUE;

  /// A heartbeat was read from the log; by the log's reader alone.
  ///
  /// @param way what this node's clock says now less what the relay's said when it sent it
  /// @param behind whether records that are older than it were not on the log yet
  public void beat(Duration way, boolean behind) {
    var now = System.nanoTime();
    if (now - windowSince > WINDOW) {
      quickestBefore = quickest;
      quickest = Long.MAX_VALUE;
      windowSince = now;
    }
    quickest = Math.min(quickest, way.toNanos());
    var sentAt = now - (way.toNanos() - Math.min(quickest, quickestBefore));
    beatAt = sentAt;
    if (!behind) {
      completeAt = sentAt;
    }
  }

  /// Whether the last heartbeat is under 2 s old.
  public boolean fresh() {
    return age().compareTo(FRESH) < 0;
  }

  /// Whether this node has heard, at most 2 s ago, of everything that had changed until then: what
  /// it remembers may be trusted.
  public boolean vouches() {
    return System.nanoTime() - completeAt < FRESH.toNanos();
  }

  /// The age of the last heartbeat.
  public Duration age() {
    return Duration.ofNanos(System.nanoTime() - beatAt);
  }

  private static long longAgo() {
    return System.nanoTime() - TimeUnit.DAYS.toNanos(1);
  }
}
