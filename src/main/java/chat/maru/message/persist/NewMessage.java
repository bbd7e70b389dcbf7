package chat.maru.message.persist;

import chat.maru.message.Message;
import chat.maru.message.People;
import chat.maru.message.body.Parts;
import chat.maru.message.log.MessageAccepted;
import chat.maru.message.read.MentionRows.Mention;
import chat.maru.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A message that gets its place: id and seq are given here, under the lock of its channel's head.
///
/// @param mentions whom it mentions, the author of the answered message among them
record NewMessage(
    long channelId, long guildId, long id, int seq, List<Long> mentions, MessageAccepted event) {

  @Nullable String nonce() {
    return event.nonce().map(JsonNode::asText).orElse(null);
  }

  @Nullable String referenceText() {
    return event.reference().map(Json::write).orElse(null);
  }

  Message.Extra extra() {
    return new Message.Extra(event.tts(), event.mentionEveryone(), event.parts(), event.byline());
  }

  Message stored() {
    return new Message(
        id,
        channelId,
        seq,
        event.senderId(),
        event.messageType(),
        event.content(),
        event.flags(),
        event.reference(),
        mentions,
        extra(),
        null,
        null);
  }

  Keyring.Known known() {
    return new Keyring.Known(id, seq, event.eventId(), event.contentHashHex());
  }

  Optional<People.Membership> authorship() {
    return guildId == 0 || event.byline().isPresent()
        ? Optional.empty()
        : Optional.of(new People.Membership(guildId, event.senderId()));
  }

  /// The user who wrote it; nobody for a webhook, which joins no thread.
  Stream<Long> writer() {
    return event.byline().isPresent() ? Stream.empty() : Stream.of(event.senderId());
  }

  /// Whom it mentions, the sender itself left out.
  Stream<Mention> mentioned() {
    var everyone = event.mentionEveryone() && guildId != 0 ? Stream.of(guildId) : Stream.<Long>of();
    var roles = event.parts().map(Parts::mentionRoles).orElse(List.of());
    return Stream.of(mentions.stream(), roles.stream(), everyone)
        .flatMap(targets -> targets)
        .filter(target -> target != event.senderId())
        .map(target -> new Mention(channelId, target, id, event.senderId()));
  }
}
