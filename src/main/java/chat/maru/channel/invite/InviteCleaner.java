package chat.maru.channel.invite;

import chat.maru.platform.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;

/// Sweeps away invites that have expired. Nobody is told: clients know the moment themselves, and
/// expired ones are refused before they are swept.
@ApplicationScoped
public class InviteCleaner {
  private static final System.Logger LOG = System.getLogger(InviteCleaner.class.getName());
  private static final Duration PAUSE = Duration.ofMinutes(1);

  @Inject Scheduler scheduler;
  @Inject Invites invites;
  @Inject Clock clock;

  void start(@Observes @Priority(3000) @Initialized(ApplicationScoped.class) Object event) {
    scheduler.every(PAUSE, "invite-cleaner", this::clean);
  }

  /// Removes what has expired until now.
  public void clean() {
    var removed = invites.removeExpired(clock.instant());
    if (removed > 0) {
      LOG.log(Level.INFO, "event=invites.expired count={0}", removed);
    }
  }
}
