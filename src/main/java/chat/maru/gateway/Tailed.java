package chat.maru.gateway;

import chat.maru.auth.Actor;
import chat.maru.event.Audience;
import chat.maru.event.LogRecord;
import chat.maru.gateway.frame.Encoded;
import chat.maru.wire.Json;
import chat.maru.wire.MessageJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A record of the log as this node keeps it: encoded once, with what deciding about it needs.
///
/// @param offset where it lies in the log
/// @param guildId 0 outside of guilds
/// @param roomId the channel that it is about; 0 if it is about none
/// @param userId whom a member event is about, who wrote a message; 0 for others
/// @param mentioned whom a message mentions, who may read its content for that; who has joined or
///     left a thread
/// @param inner the payload of what the gateway itself acts on; empty for what clients get as it is
/// @param whole the dispatch frame
/// @param bare the frame without a message's content, for those who may not read it
record Tailed(
    long offset,
    long at,
    String type,
    long key,
    long outboxId,
    Audience audience,
    long guildId,
    long roomId,
    long userId,
    Set<Long> mentioned,
    Optional<JsonNode> inner,
    Encoded whole,
    Optional<Encoded> bare) {

  /// A message was decided otherwise than by being stored: told to its sender as MESSAGE_ACK.
  static final String OUTCOME = "message.outcome";

  /// A login session or a bot token was revoked.
  static final String REVOKED = "MARU_SESSION_REVOKED";

  private static final Set<String> INNER = Set.of(OUTCOME, REVOKED);

  static Tailed of(long offset, LogRecord record) {
    var payload = record.payload();
    var type = record.type();
    var guildId = guildId(record.audience(), payload);
    var channelId = record.audience() instanceof Audience.Channel(var id, _, _) ? id : 0;
    var anyOf = anyOf(record.audience());
    var whole = Encoded.of(type, Json.write(payload), guildId, channelId).only(anyOf).at(offset);
    var about = type.startsWith("MESSAGE_") ? payload.path("author") : payload.path("user");
    return new Tailed(
        offset,
        System.nanoTime(),
        type,
        record.key(),
        record.outboxId(),
        record.audience(),
        guildId,
        channelId != 0 ? channelId : room(type, payload),
        about.path("id").asLong(),
        mentioned(payload),
        INNER.contains(type) ? Optional.of(payload) : Optional.empty(),
        whole,
        bare(payload)
            .map(without -> Encoded.of(type, without, guildId, channelId).only(anyOf).at(offset)));
  }

  private static long anyOf(Audience audience) {
    return switch (audience) {
      case Audience.Channel(_, _, var permissions) -> permissions;
      case Audience.Guild(_, var permissions) -> permissions;
      case Audience.User _, Audience.Sender _ -> 0;
    };
  }

  /// Whether clients are told of such an event, or the gateway acts on it.
  static boolean isKnown(String type) {
    return INNER.contains(type) || Intents.of(type).isPresent();
  }

  /// Whether a session that may see it asked to hear it. A bot always hears of its own membership.
  boolean reaches(Interest interest, Actor actor) {
    if (type.equals("GUILD_MEMBER_UPDATE") && userId == actor.userId()) {
      return true;
    }
    if (type.equals("THREAD_MEMBERS_UPDATE")
        && (interest.intents() & Intents.GUILD_MEMBERS) == 0
        && !mentioned.contains(actor.userId())) {
      return false;
    }
    if (guildId == 0 && !type.equals("USER_UPDATE") && !interest.shard().holdsDirect()) {
      return false;
    }
    return Intents.of(type).map(i -> i.allow(interest.intents(), guildId != 0)).orElse(false);
  }

  /// The frame as this client may read it: what others write in guilds has no content for a bot
  /// without the intent, unless it is mentioned.
  Encoded frameFor(Interest interest, Actor actor) {
    if (interest.content()
        || guildId == 0
        || userId == actor.userId()
        || mentioned.contains(actor.userId())) {
      return whole;
    }
    return bare.orElse(whole);
  }

  int size() {
    return whole.size() + bare.map(Encoded::size).orElse(0);
  }

  private static long guildId(Audience audience, JsonNode payload) {
    return switch (audience) {
      case Audience.Channel(_, var guildId, _) -> guildId;
      case Audience.Guild(var guildId, _) -> guildId;
      case Audience.User _, Audience.Sender _ -> payload.path("guild_id").asLong();
    };
  }

  private static long room(String type, JsonNode payload) {
    return switch (type) {
      case "CHANNEL_CREATE",
          "CHANNEL_UPDATE",
          "CHANNEL_DELETE",
          "THREAD_CREATE",
          "THREAD_UPDATE",
          "THREAD_DELETE",
          "THREAD_MEMBER_UPDATE",
          "THREAD_MEMBERS_UPDATE" ->
          payload.path("id").asLong();
      default -> payload.path("channel_id").asLong();
    };
  }

  private static Set<Long> mentioned(JsonNode payload) {
    return Stream.of(
            ids(payload.path("mentions"), "id"),
            ids(payload.path("added_members"), "user_id"),
            ids(payload.path("removed_member_ids"), ""))
        .flatMap(Function.identity())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<Long> ids(JsonNode list, String key) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(one -> (key.isEmpty() ? one : one.path(key)).asLong());
  }

  private static Optional<String> bare(JsonNode payload) {
    if (!(payload instanceof ObjectNode message) || !message.has("content")) {
      return Optional.empty();
    }
    return Optional.of(Json.write(MessageJson.withoutContent(message)));
  }
}
