package chat.maru.message.persist;

import chat.maru.message.Message;
import chat.maru.message.attachment.Attachments;
import chat.maru.message.poll.Polls;
import chat.maru.message.read.MentionRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/// Writes new messages with all that hangs on them: files, polls, mentions. The caller holds the
/// locks of their channels.
@ApplicationScoped
class Placement {
  @Inject NewMessages messages;
  @Inject Attachments attachments;
  @Inject Polls polls;
  @Inject MentionRows mentions;

  void place(List<NewMessage> fresh) {
    messages.insert(fresh);
    carry(fresh);
    open(fresh);
    mention(fresh);
  }

  /// Nothing is asked of the database where nobody is mentioned.
  private void mention(List<NewMessage> fresh) {
    var rows = fresh.stream().flatMap(NewMessage::mentioned).toList();
    if (!rows.isEmpty()) {
      mentions.add(rows);
    }
  }

  /// Nothing is asked of the database where no message has a poll.
  private void open(List<NewMessage> fresh) {
    var held = Message.polls(fresh.stream().map(NewMessage::stored).toList(), List.of());
    if (!held.isEmpty()) {
      polls.open(held);
    }
  }

  /// Nothing is asked of the database where no message has files.
  private void carry(List<NewMessage> fresh) {
    var ids = new ArrayList<Long>();
    var carriers = new ArrayList<Long>();
    for (var message : fresh) {
      for (var file : message.stored().parts().attachments()) {
        if (file.channelId() == message.channelId()) { // a copy's are those of its source
          ids.add(file.id());
          carriers.add(message.id());
        }
      }
    }
    if (!ids.isEmpty()) {
      attachments.carried(ids, carriers);
    }
  }
}
