package chat.maru.message;

import chat.maru.access.Grant;
import chat.maru.access.Permission;
import chat.maru.channel.thread.ThreadActivity;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.kernel.Check;
import chat.maru.kernel.Patch;
import chat.maru.kernel.PlantedFault;
import chat.maru.kernel.Problem;
import chat.maru.message.Messages.Answered;
import chat.maru.message.attachment.Attachment;
import chat.maru.message.attachment.Attachments;
import chat.maru.message.attachment.Uploads;
import chat.maru.message.body.Components;
import chat.maru.message.body.Embeds;
import chat.maru.message.body.Files;
import chat.maru.message.body.Mentioned;
import chat.maru.message.body.Mentions;
import chat.maru.message.body.Parts;
import chat.maru.wire.AttachmentInput;
import chat.maru.wire.MessageJson;
import chat.maru.wire.ModifyMessage;
import chat.maru.wire.event.MessageEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Changes stored messages. Takes the lock of the channel's head, as storing does: so an edit never
/// overtakes the create, and of two edits the later one wins everywhere.
@ApplicationScoped
public class MessageEditor {
  @Inject Messages messages;
  @Inject MessageViews views;
  @Inject MessageReader reader;
  @Inject Mentions mentions;
  @Inject Attachments attachments;
  @Inject Uploads uploads;
  @Inject ThreadActivity threads;
  @Inject Keys keys;
  @Inject Outbox outbox;
  @Inject Clock clock;

  /// Edits a message. Its author changes what it says; who may manage messages shows and hides the
  /// embeds of others.
  ///
  /// @return the message as it is now
  /// @throws chat.maru.kernel.ApiException 10008, 50005 for somebody else's message, 50021 for one
  ///     that the system wrote, 50006 if nothing would be left, 520003 for a poll
  @Transactional
  public MessageJson edit(
      Grant grant, long messageId, ModifyMessage body, Map<Long, Attachment> files) {
    var message = locked(grant, messageId);
    threads.requireWritable(grant);
    requireRight(grant, message, body, !files.isEmpty());
    if (message.poll().isPresent()) {
      throw Problem.CANNOT_EDIT_POLL.error();
    }
    var changed = withBody(grant, withFlags(grant, message, body), body, files);
    messages.replace(changed, grant.actor().userId());
    carry(message, changed, files);
    return announced(grant, changed);
  }

  private Message locked(Grant grant, long messageId) {
    if (!PlantedFault.EDIT_WITHOUT_LOCK.isPlanted()) {
      keys.lockHead(grant.channelId(), Problem.UNKNOWN_CHANNEL);
    }
    return messages.find(grant.channelId(), messageId).orElseThrow(Problem.UNKNOWN_MESSAGE::error);
  }

  private MessageJson announced(Grant grant, Message changed) {
    outbox.announce(
        grant.audience(), new MessageEvent.Update(views.inEvent(changed, grant.guildId())));
    return reader.show(grant, changed);
  }

  private static void requireRight(
      Grant grant, Message message, ModifyMessage body, boolean files) {
    if (message.isSystem()) {
      throw Problem.CANNOT_EXECUTE_ON_SYSTEM_MESSAGE.error();
    }
    if (message.authorId() == grant.actor().userId()) {
      return;
    }
    if (files || body.touchesBody() || body.flags().isKept()) {
      throw Problem.CANNOT_EDIT_OTHERS.error();
    }
    grant.require(Permission.MANAGE_MESSAGES);
  }

  private static Message withFlags(Grant grant, Message message, ModifyMessage body) {
    var settable =
        message.authorId() == grant.actor().userId()
            ? Message.SUPPRESS_EMBEDS | Components.V2
            : Message.SUPPRESS_EMBEDS;
    return switch (body.flags()) {
      case Patch.Keep<Integer> _ -> message;
      case Patch.Clear<Integer> _ -> message.withFlags(message.flags() & ~Message.SUPPRESS_EMBEDS);
      case Patch.Set<Integer>(var flags) ->
          message.withFlags(message.flags() & ~Message.SUPPRESS_EMBEDS | flags & settable);
    };
  }

  /// What a text mentions is found anew in the new text.
  private Message withBody(
      Grant grant, Message message, ModifyMessage body, Map<Long, Attachment> files) {
    if (!body.touchesBody() && files.isEmpty()) {
      return message;
    }
    var rules = body.allowedMentions().orElse(null);
    var check = new Check();
    Mentions.check(check, rules);
    var given = body.content().orElse(message.content());
    check.length("content", given, 0, MessageDrafts.MAX_CONTENT);
    var text = given == null ? "" : given.strip();
    var parts =
        withFiles(
            check,
            body,
            files,
            withComponents(check, message, body, withEmbeds(check, message.parts(), body)));
    MessageDrafts.alone(check, message.flags(), text, parts);
    check.orRefuse();
    if (text.isEmpty() && parts.isEmpty()) {
      throw Problem.EMPTY_MESSAGE.error();
    }
    if (!body.embeds().isKept() && !parts.embeds().isEmpty()) {
      grant.require(Permission.EMBED_LINKS);
    }
    var mentioned = withReplied(message, mentions.in(grant, text, rules));
    return message.edited(
        text, parts.withMentions(mentioned, message.isReply()), mentioned, clock.instant());
  }

  /// An answer goes on mentioning whom it answers.
  private Mentioned withReplied(Message message, Mentioned mentioned) {
    if (!message.isReply() || !mentioned.replied()) {
      return mentioned;
    }
    var answered = message.reference().orElseThrow().messageId();
    return messages
        .authorsOf(List.of(new Answered(message.channelId(), answered == null ? 0 : answered)))
        .values()
        .stream()
        .filter(author -> author != message.authorId())
        .findFirst()
        .map(mentioned::and)
        .orElse(mentioned);
  }

  private static Parts withEmbeds(Check check, Parts parts, ModifyMessage body) {
    return body.embeds().isKept()
        ? parts
        : parts.withEmbeds(Embeds.checked(check, list(check, "embeds", body.embeds())));
  }

  private static Parts withComponents(
      Check check, Message message, ModifyMessage body, Parts parts) {
    return body.components().isKept()
        ? parts
        : parts.withComponents(
            Components.checked(
                check, list(check, "components", body.components()), message.flags()));
  }

  /// Files that are not named are removed, where some are named at all.
  private static Parts withFiles(
      Check check, ModifyMessage body, Map<Long, Attachment> files, Parts parts) {
    var there = parts.attachments();
    var said =
        body.attachments().isKept()
            ? there.stream().map(it -> new AttachmentInput(it.id(), null, null)).toList()
            : list(check, "attachments", body.attachments());
    return parts.withAttachments(Files.edited(check, there, said, files));
  }

  private void carry(Message before, Message after, Map<Long, Attachment> files) {
    if (!files.isEmpty()) {
      attachments.carried(
          files.values().stream().map(Attachment::id).toList(),
          files.values().stream().map(_ -> after.id()).toList());
    }
    var stay = after.parts().attachments().stream().map(Attachment::id).toList();
    uploads.release(
        before.parts().attachments().stream().filter(it -> !stay.contains(it.id())).toList());
  }

  /// A list in a partial update may hold nulls.
  private static <T> List<T> list(Check check, String path, Patch<List<T>> given) {
    var list = given.orElse(null);
    if (list == null) {
      return List.of();
    }
    check.that(
        list.stream().allMatch(Objects::nonNull),
        path,
        "BASE_TYPE_REQUIRED",
        "This field is required");
    return list.stream().filter(Objects::nonNull).toList();
  }
}
