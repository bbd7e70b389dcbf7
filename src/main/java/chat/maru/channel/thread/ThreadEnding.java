package chat.maru.channel.thread;

import chat.maru.channel.ChannelDeleted;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;

/// Ends threads with the channel that they are in, in the same transaction. Clients let them go
/// with their channel: no event tells of each.
@ApplicationScoped
public class ThreadEnding {
  /// Before others write: heads are locked here.
  private static final int FIRST = 100;

  @Inject Threads threads;
  @Inject Clock clock;

  void endWith(@Observes @Priority(FIRST) ChannelDeleted deleted) {
    threads.endIn(deleted.channelId(), clock.instant());
  }
}
