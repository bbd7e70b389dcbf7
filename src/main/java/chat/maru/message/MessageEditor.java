package chat.maru.message;

import chat.maru.access.Grant;
import chat.maru.access.Permission;
import chat.maru.event.Audience;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.kernel.Check;
import chat.maru.kernel.Patch;
import chat.maru.kernel.Problem;
import chat.maru.wire.AllowedMentions;
import chat.maru.wire.MessageJson;
import chat.maru.wire.ModifyMessage;
import chat.maru.wire.event.MessageEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/// Changes stored messages. Takes the lock of the channel's head, as storing does: so an edit never
/// overtakes the create, and of two edits the later one wins everywhere.
@ApplicationScoped
public class MessageEditor {
  /// The one flag that others than the author may set, and clear.
  private static final int SUPPRESS_EMBEDS = 1 << 2;

  @Inject Messages messages;
  @Inject MessageViews views;
  @Inject Keys keys;
  @Inject Outbox outbox;
  @Inject Clock clock;

  /// Edits a message. Its author changes what it says; who may manage messages shows and hides the
  /// embeds of others.
  ///
  /// @return the message as it is now
  /// @throws chat.maru.kernel.ApiException 10008, 50005 for somebody else's message, 50021 for one
  ///     that the system wrote, 50006 if nothing would be left
  @Transactional
  public MessageJson edit(Grant grant, long messageId, ModifyMessage body) {
    check(body);
    if (keys.lockHeads(grant.channelId()) == 0) {
      throw Problem.UNKNOWN_CHANNEL.error();
    }
    var message =
        messages.find(grant.channelId(), messageId).orElseThrow(Problem.UNKNOWN_MESSAGE::error);
    requireRight(grant, message, body);
    var changed = withText(grant, withFlags(message, body), body);
    messages.replace(changed, grant.actor().userId());
    var json = views.inEvent(changed, grant.guildId());
    outbox.announce(
        new Audience.Channel(grant.channelId(), grant.guildId()), new MessageEvent.Update(json));
    return json.inEvent(Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static void check(ModifyMessage body) {
    new Check()
        .length("content", body.content().orElse(null), 0, MessageDrafts.MAX_CONTENT)
        .orRefuse();
  }

  private static void requireRight(Grant grant, Message message, ModifyMessage body) {
    if (message.isSystem()) {
      throw Problem.CANNOT_EXECUTE_ON_SYSTEM_MESSAGE.error();
    }
    if (message.authorId() == grant.actor().userId()) {
      return;
    }
    if (body.touchesText() || body.flags().isKept()) {
      throw Problem.CANNOT_EDIT_OTHERS.error();
    }
    grant.require(Permission.MANAGE_MESSAGES);
  }

  private static Message withFlags(Message message, ModifyMessage body) {
    return switch (body.flags()) {
      case Patch.Keep<Integer> _ -> message;
      case Patch.Clear<Integer> _ -> message.withFlags(message.flags() & ~SUPPRESS_EMBEDS);
      case Patch.Set<Integer>(var flags) ->
          message.withFlags(message.flags() & ~SUPPRESS_EMBEDS | flags & SUPPRESS_EMBEDS);
    };
  }

  /// What a text mentions is found anew in the new text.
  private Message withText(Grant grant, Message message, ModifyMessage body) {
    if (!body.touchesText()) {
      return message;
    }
    var text = Optional.ofNullable(body.content().orElse(null)).map(String::strip).orElse("");
    if (text.isEmpty()) {
      throw Problem.EMPTY_MESSAGE.error();
    }
    Optional<AllowedMentions> allowed = Optional.ofNullable(body.allowedMentions().orElse(null));
    return message.edited(
        text,
        MessageDrafts.mentions(text, allowed),
        MessageDrafts.mentionsEveryone(grant, text, allowed),
        clock.instant());
  }
}
