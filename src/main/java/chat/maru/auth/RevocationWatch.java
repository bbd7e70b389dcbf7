package chat.maru.auth;

import chat.maru.platform.Threads;
import chat.maru.platform.http.Outage;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;

/// Looks twice a second for what was revoked anywhere, so that every node refuses it within 2 s
/// without asking at each call. The log tells sooner; this does not depend on it.
@ApplicationScoped
public class RevocationWatch {
  private static final System.Logger LOG = System.getLogger(RevocationWatch.class.getName());
  private static final Duration PERIOD = Duration.ofMillis(500);

  /// How old the last look may be: with a period and the look itself it stays under 2 s.
  private static final Duration FRESH = Duration.ofMillis(1200);

  /// How far each look reaches back: further than the longest transaction that revokes.
  private static final int REACH_SECONDS = 30;

  /// After a longer gap something may have been missed.
  private static final Duration GAP = Duration.ofSeconds(20);

  @Inject SignedIn memory;
  @Inject Standing standing;
  @Inject Threads threads;

  private volatile long lookedAt = System.nanoTime() - GAP.toNanos();
  private volatile boolean away;
  private volatile boolean stopped;

  void start() {
    threads.start("revocation-watch", this::run);
  }

  /// Whether what is remembered can be trusted without asking.
  boolean vouches() {
    return away || System.nanoTime() - lookedAt < FRESH.toNanos();
  }

  /// Whether the last look found no database to ask.
  public boolean isDatabaseAway() {
    return away;
  }

  private void run() {
    while (!stopped) {
      try {
        look();
        Thread.sleep(PERIOD);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void look() {
    var begun = System.nanoTime();
    try {
      var ended = standing.endedWithin(REACH_SECONDS);
      if (begun - lookedAt > GAP.toNanos()) {
        memory.forgetAll();
      }
      for (var one : ended) {
        if (one.session()) {
          memory.forgetSession(one.id());
        } else {
          memory.forgetBot(one.id());
        }
      }
      lookedAt = begun;
      away = false;
    } catch (RuntimeException e) {
      var outage = Outage.of(e);
      if (!outage || !away) {
        LOG.log(Level.WARNING, "event=revocations.unread cause={0}", e.toString());
      }
      away = outage;
    }
  }

  @PreDestroy
  void stop() {
    stopped = true;
  }
}
