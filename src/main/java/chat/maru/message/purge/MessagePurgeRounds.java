package chat.maru.message.purge;

import chat.maru.platform.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;

/// Looks once a second for what banned users have left, on every worker.
@ApplicationScoped
public class MessagePurgeRounds {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Inject Scheduler scheduler;
  @Inject MessagePurges purges;
  @Inject MessagePurger purger;

  void start(@Observes @Priority(3000) @Initialized(ApplicationScoped.class) Object event) {
    scheduler.every(PAUSE, "message-purges", this::round);
  }

  private void round() {
    for (var number : purges.numbers()) {
      var more = true;
      while (more) {
        more = purger.purgeSome(number);
      }
    }
  }
}
