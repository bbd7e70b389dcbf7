package chat.maru.message.poll.result;

import chat.maru.message.poll.Polls;
import chat.maru.platform.Scheduler;
import chat.maru.platform.http.Outage;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;

/// Looks once a second for polls whose time is over, on every worker; whoever comes first ends one.
/// From its moment on a poll takes no votes, so that it does not matter when it is found.
@ApplicationScoped
public class PollRounds {
  private static final System.Logger LOG = System.getLogger(PollRounds.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int BATCH = 100;

  @Inject Scheduler scheduler;
  @Inject Polls polls;
  @Inject PollEnder ender;
  @Inject Clock clock;

  void start(@Observes @Priority(3000) @Initialized(ApplicationScoped.class) Object event) {
    scheduler.every(PAUSE, "poll-ends", this::round);
  }

  /// Ends what is due. One that can not be ended keeps no other from it, and is tried again.
  private void round() {
    for (var due : polls.due(clock.instant(), BATCH)) {
      try {
        ender.endDue(due);
      } catch (RuntimeException e) {
        if (Outage.of(e)) {
          throw e;
        }
        LOG.log(Level.ERROR, "event=poll.not_ended message_id=" + due.place().messageId(), e);
      }
    }
  }
}
