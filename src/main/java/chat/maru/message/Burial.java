package chat.maru.message;

import chat.maru.channel.thread.Threads;
import chat.maru.message.attachment.Uploads;
import chat.maru.message.poll.Polls;
import chat.maru.message.reaction.Reactions;
import chat.maru.message.read.MentionRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;

/// Empties messages, with all that hangs on them: earlier versions, reactions, polls, files; a
/// thread counts them no more. The caller holds the lock of their channel and tells of it.
@ApplicationScoped
public class Burial {
  @Inject Messages messages;
  @Inject Reactions reactions;
  @Inject Polls polls;
  @Inject Uploads uploads;
  @Inject MentionRows mentions;
  @Inject Threads threads;
  @Inject Clock clock;

  public void bury(long channelId, List<Long> ids) {
    var found = messages.findAll(channelId, ids).values();
    uploads.release(
        found.stream()
            .flatMap(message -> message.parts().attachments().stream())
            .filter(file -> file.channelId() == channelId) // a copy's are those of its source
            .toList());
    threads.removedMessages(channelId, found.stream().map(Message::seq).toList());
    messages.bury(channelId, ids, clock.instant());
    reactions.forget(channelId, ids);
    polls.forget(channelId, ids);
    mentions.forget(channelId, ids);
  }
}
