package chat.maru.message;

import chat.maru.access.Grant;
import chat.maru.access.Permission;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.kernel.Uuid7;
import chat.maru.message.body.Components;
import chat.maru.message.body.Embeds;
import chat.maru.message.body.Files;
import chat.maru.message.body.Mentions;
import chat.maru.message.body.Parts;
import chat.maru.message.log.MessageAccepted;
import chat.maru.message.poll.PollDrafts;
import chat.maru.wire.CreateMessage;
import chat.maru.wire.MessageReferenceJson;
import chat.maru.wire.Text;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns what a client sent into the event that is accepted, or refuses it.
@ApplicationScoped
public class MessageDrafts {
  static final int MAX_CONTENT = 2000;
  static final int MAX_KEY = 64;
  private static final int MAX_NONCE = 25;
  private static final int REPLY = 19;

  /// The flags that a sender may set: SUPPRESS_EMBEDS, SUPPRESS_NOTIFICATIONS, IS_COMPONENTS_V2.
  private static final int SETTABLE_FLAGS = Message.SUPPRESS_EMBEDS | 1 << 12 | Components.V2;

  @Inject Clock clock;
  @Inject Mentions mentions;
  @Inject Forwards forwards;
  @Inject PollDrafts polls;

  /// Makes the event.
  ///
  /// @param key the idempotency key; the event's own id where there is none
  public MessageAccepted of(Grant grant, Sent sent, Optional<String> key) {
    requireText(grant);
    var body = sent.body();
    var flags = body.flags() == null ? 0 : body.flags() & SETTABLE_FLAGS;
    var forward = forwards.find(grant, body);
    var parts =
        withEmojis(grant, checked(grant, sent, flags))
            .withSnapshots(forward.map(Forwards.Forward::snapshot).stream().toList());
    var content = body.content() == null ? "" : body.content().strip();
    if (content.isEmpty() && parts.isEmpty()) {
      throw Problem.EMPTY_MESSAGE.error();
    }
    var reply = forward.isPresent() ? Optional.<MessageReferenceJson>empty() : reply(grant, body);
    var mentioned = mentions.in(grant, content, body.allowedMentions());
    var now = clock.instant();
    var eventId = Uuid7.next(now);
    return new MessageAccepted(
        MessageAccepted.VERSION,
        eventId,
        grant.channelId(),
        grant.actor().userId(),
        key.orElse(eventId),
        reply.isPresent() ? REPLY : 0,
        content,
        now,
        Optional.empty(),
        Optional.ofNullable(body.nonce()).filter(nonce -> !nonce.isNull()),
        Boolean.TRUE.equals(body.enforceNonce()),
        Boolean.TRUE.equals(body.tts()) && grant.has(Permission.SEND_TTS_MESSAGES),
        forward.isPresent() ? flags | Forwards.HAS_SNAPSHOT : flags,
        reply.or(() -> forward.map(Forwards.Forward::reference)),
        mentioned.users(),
        mentioned.everyone(),
        Optional.of(parts.withMentions(mentioned, reply.isPresent()))
            .filter(it -> !it.equals(Parts.NONE)),
        sent.byline());
  }

  /// Text, DM, voice's text, group DM, announcements, threads. Forums and media channels take
  /// posts.
  private static void requireText(Grant grant) {
    switch (grant.channelType()) {
      case 0, 1, 2, 3, 5, 10, 11, 12 -> {}
      case 15, 16 -> throw Problem.FORUM_TAKES_POSTS.error();
      default -> throw Problem.CANNOT_SEND_IN_CHANNEL_TYPE.error();
    }
  }

  private static Parts checked(Grant grant, Sent sent, int flags) {
    var body = sent.body();
    var check =
        new Check()
            .length("content", body.content(), 0, MAX_CONTENT)
            .length("clientMsgId", body.clientMsgId(), 1, MAX_KEY);
    nonce(check, body.nonce(), Boolean.TRUE.equals(body.enforceNonce()));
    Mentions.check(check, body.allowedMentions());
    var parts =
        Parts.NONE
            .withEmbeds(Embeds.checked(check, body.embeds()))
            .withComponents(Components.checked(check, body.components(), flags))
            .withAttachments(Files.sent(check, body.attachments(), sent.files()))
            .withPoll(PollDrafts.checked(check, body.poll()).orElse(null));
    alone(check, flags, body.content(), parts);
    check.orRefuse();
    if (body.stickerIds() != null && !body.stickerIds().isEmpty()) {
      throw Problem.INVALID_STICKER.error();
    }
    if (!parts.embeds().isEmpty()) {
      grant.require(Permission.EMBED_LINKS);
    }
    if (parts.poll() != null) {
      grant.require(Permission.SEND_POLLS);
    }
    return parts;
  }

  private Parts withEmojis(Grant grant, Parts parts) {
    return parts.poll() == null ? parts : parts.withPoll(polls.withEmojis(grant, parts.poll()));
  }

  /// A message of components alone has neither text nor embeds nor a poll.
  static void alone(Check check, int flags, @Nullable String content, Parts parts) {
    var v2 = (flags & Components.V2) != 0;
    check.that(
        !v2 || content == null || content.isBlank(),
        "content",
        "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        "The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2");
    check.that(
        !v2 || parts.embeds().isEmpty(),
        "embeds",
        "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        "The 'embeds' field cannot be used when using MessageFlags.IS_COMPONENTS_V2");
    check.that(
        !v2 || parts.poll() == null,
        "poll",
        "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        "The 'poll' field cannot be used when using MessageFlags.IS_COMPONENTS_V2");
  }

  private static void nonce(Check check, @Nullable JsonNode nonce, boolean enforced) {
    if (nonce == null || nonce.isNull()) {
      check.that(!enforced, "nonce", "BASE_TYPE_REQUIRED", "This field is required");
      return;
    }
    check.that(
        nonce.isIntegralNumber() || nonce.isTextual() && Text.isStorable(nonce.textValue()),
        "nonce",
        "NONCE_TYPE_INVALID",
        "Must be a string or an integer.");
    check.length("nonce", nonce.asText(), 0, MAX_NONCE);
  }

  private static Optional<MessageReferenceJson> reply(Grant grant, CreateMessage body) {
    var reference = body.messageReference();
    if (reference == null || reference.messageId() == null) {
      return Optional.empty();
    }
    if (reference.type() != null && reference.type() != 0
        || reference.channelId() != null && reference.channelId() != grant.channelId()) {
      throw new Check()
          .fail(
              "message_reference",
              "MESSAGE_REFERENCE_UNKNOWN_MESSAGE",
              "A reply refers to a message of the same channel")
          .refusal()
          .orElseThrow();
    }
    if (!grant.has(Permission.READ_MESSAGE_HISTORY)) {
      throw Problem.REPLY_NEEDS_HISTORY.error();
    }
    return Optional.of(
        new MessageReferenceJson(
            0,
            reference.messageId(),
            grant.channelId(),
            grant.guildId() == 0 ? null : grant.guildId(),
            reference.failIfNotExists()));
  }
}
