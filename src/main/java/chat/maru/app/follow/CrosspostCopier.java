package chat.maru.app.follow;

import chat.maru.app.follow.Crossposts.Crosspost;
import chat.maru.event.Keys;
import chat.maru.message.Crossposted;
import chat.maru.message.MessageCopies;
import chat.maru.message.persist.MessageWriter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/// Makes the copies of one published message what the message is now.
@ApplicationScoped
public class CrosspostCopier {
  @Inject Crossposts crossposts;
  @Inject MessageCopies copies;
  @Inject MessageWriter writer;
  @Inject Keys keys;

  void note(@Observes Crossposted published) {
    crossposts.publish(published.channelId(), published.messageId());
  }

  /// Brings one copy to where it should be. May be repeated: what is right already stays silent.
  @Transactional
  public void copy(Crosspost one) {
    var to = one.follower();
    if (keys.lockHeads(to.channelId()) == 1) { // else the channel is gone
      copies.bring(one.source(), to).ifPresent(message -> writer.write(List.of(message)));
    }
  }
}
