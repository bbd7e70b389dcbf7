package chat.maru.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/// When this node last heard from the relay through the log. While it beats, storing works and the
/// node's memory is as young as the beat (design, I7).
@ApplicationScoped
public class Pulse {
  private static final Duration FRESH = Duration.ofSeconds(2);

  private volatile long beatAt = System.nanoTime() - Duration.ofDays(1).toNanos();

  /// A heartbeat was read from the log.
  public void beat() {
    beatAt = System.nanoTime();
  }

  /// Whether the last heartbeat is under 2 s old.
  public boolean fresh() {
    return age().compareTo(FRESH) < 0;
  }

  /// The age of the last heartbeat.
  public Duration age() {
    return Duration.ofNanos(System.nanoTime() - beatAt);
  }
}
