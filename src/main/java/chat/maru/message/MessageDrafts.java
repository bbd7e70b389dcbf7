package chat.maru.message;

import chat.maru.access.Grant;
import chat.maru.access.Permission;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.kernel.Uuid7;
import chat.maru.wire.AllowedMentions;
import chat.maru.wire.CreateMessage;
import chat.maru.wire.MessageReferenceJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Turns what a client sent into the event that is accepted, or refuses it.
@ApplicationScoped
class MessageDrafts {
  static final int MAX_CONTENT = 2000;
  static final int MAX_KEY = 64;
  private static final int MAX_NONCE = 25;
  private static final int MAX_MENTIONS = 100;
  private static final int REPLY = 19;

  /// The flags that a sender may set: SUPPRESS_EMBEDS and SUPPRESS_NOTIFICATIONS.
  private static final int SETTABLE_FLAGS = 1 << 2 | 1 << 12;

  private static final Pattern USER_MENTION = Pattern.compile("<@!?(\\d{1,19})>");
  private static final Pattern EVERYONE = Pattern.compile("@(everyone|here)\\b");

  @Inject Clock clock;

  /// Makes the event.
  ///
  /// @param key the idempotency key; the event's own id where there is none
  MessageAccepted of(Grant grant, CreateMessage body, Optional<String> key) {
    requireText(grant);
    check(body);
    var content = body.content() == null ? "" : body.content().strip();
    if (content.isEmpty()) {
      throw Problem.EMPTY_MESSAGE.error();
    }
    var now = clock.instant();
    var eventId = Uuid7.next(now);
    var reply = reference(grant, body);
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
        body.flags() == null ? 0 : body.flags() & SETTABLE_FLAGS,
        reply,
        mentions(content, Optional.ofNullable(body.allowedMentions())),
        mentionsEveryone(grant, content, Optional.ofNullable(body.allowedMentions())));
  }

  /// Text, DM, voice's text, group DM, announcements; threads follow with their own permission.
  private static void requireText(Grant grant) {
    switch (grant.channelType()) {
      case 0, 1, 2, 3, 5 -> {}
      default -> throw Problem.CANNOT_SEND_IN_CHANNEL_TYPE.error();
    }
  }

  private static void check(CreateMessage body) {
    var check =
        new Check()
            .length("content", body.content(), 0, MAX_CONTENT)
            .length("clientMsgId", body.clientMsgId(), 1, MAX_KEY);
    var nonce = body.nonce();
    if (nonce != null && !nonce.isNull()) {
      check.that(
          nonce.isIntegralNumber() || nonce.isTextual(),
          "nonce",
          "NONCE_TYPE_INVALID",
          "Must be a string or an integer.");
      check.length("nonce", nonce.asText(), 0, MAX_NONCE);
    }
    check.that(
        !Boolean.TRUE.equals(body.enforceNonce()) || nonce != null && !nonce.isNull(),
        "nonce",
        "BASE_TYPE_REQUIRED",
        "This field is required");
    check.orRefuse();
  }

  private static Optional<MessageReferenceJson> reference(Grant grant, CreateMessage body) {
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
    grant.require(Permission.READ_MESSAGE_HISTORY);
    return Optional.of(
        new MessageReferenceJson(
            0,
            reference.messageId(),
            grant.channelId(),
            grant.guildId() == 0 ? null : grant.guildId(),
            reference.failIfNotExists()));
  }

  static List<Long> mentions(String content, Optional<AllowedMentions> allowed) {
    var parsed = parses(allowed, "users");
    var named = allowed.map(AllowedMentions::users).orElse(List.of());
    return USER_MENTION
        .matcher(content)
        .results()
        .map(MessageDrafts::userId)
        .flatMap(Optional::stream)
        .distinct()
        .filter(id -> parsed || named.contains(id))
        .limit(MAX_MENTIONS)
        .toList();
  }

  private static Optional<Long> userId(MatchResult match) {
    try {
      return Optional.of(Long.parseLong(match.group(1)));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  static boolean mentionsEveryone(Grant grant, String content, Optional<AllowedMentions> allowed) {
    return grant.guildId() != 0
        && grant.has(Permission.MENTION_EVERYONE)
        && parses(allowed, "everyone")
        && EVERYONE.matcher(content).find();
  }

  private static boolean parses(Optional<AllowedMentions> allowed, String kind) {
    return allowed.isEmpty()
        || allowed.map(AllowedMentions::parse).map(kinds -> kinds.contains(kind)).orElse(false);
  }
}
