package chat.maru.gateway.op;

import chat.maru.wire.CreateMessage;
import chat.maru.wire.Json;
import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A frame that a client sends (reference: "Gateway opcodes"; from 1000 Maru's own).
sealed interface Frame {
  int SEND_MESSAGE = 1000;

  int HEARTBEAT = 1;

  /// Op 1.
  record Heartbeat() implements Frame {}

  /// Op 2.
  ///
  /// @param intents absent from people's clients that want everything
  /// @param compress whether big frames are to be compressed; some libraries name a method here,
  ///     which asks for nothing
  /// @param shard `[id, count]`
  /// @param properties what kind of client it is
  /// @param largeThreshold from how many members on a guild is large
  record Identify(
      @Nullable String token,
      @Nullable JsonNode intents,
      @Nullable JsonNode compress,
      @Nullable List<Integer> shard,
      @Nullable UpdatePresence presence,
      @Nullable JsonNode properties,
      @Nullable Integer largeThreshold)
      implements Frame {}

  /// Op 3.
  record UpdatePresence(
      @Nullable String status,
      @Nullable List<JsonNode> activities,
      @Nullable Double since,
      @Nullable Boolean afk)
      implements Frame {}

  /// Op 4. There is no voice yet: the frame is accepted and changes nothing.
  record UpdateVoiceState() implements Frame {}

  /// Op 6.
  record Resume(@Nullable String token, @Nullable String sessionId, int seq) implements Frame {}

  /// Op 8.
  ///
  /// @param guildId an id, or a list of one
  /// @param presences true, or a number that some libraries send for it
  record RequestMembers(
      @Nullable JsonNode guildId,
      @Nullable String query,
      @Nullable Integer limit,
      @Nullable JsonNode userIds,
      @Nullable JsonNode presences,
      @Nullable String nonce)
      implements Frame {}

  /// Op 1000: a message, and the channel that it is for.
  record SendMessage(long channelId, CreateMessage message) implements Frame {}

  /// Op 1002.
  record JoinRoom(@JsonProperty("channel_id") @JsonAlias("room_id") long channelId)
      implements Frame {}

  /// Reads the data of a frame.
  ///
  /// @return empty for an opcode that there is not
  /// @throws JsonProcessingException for data that does not fit
  static Optional<Frame> read(int op, JsonNode data) throws JsonProcessingException {
    return Optional.ofNullable(
        switch (op) {
          case HEARTBEAT -> new Heartbeat();
          case 2 -> body(data, Identify.class);
          case 3 -> body(data, UpdatePresence.class);
          case 4 -> new UpdateVoiceState();
          case 6 -> body(data, Resume.class);
          case 8 -> body(data, RequestMembers.class);
          case SEND_MESSAGE ->
              new SendMessage(
                  body(data, JoinRoom.class).channelId(), body(data, CreateMessage.class));
          case 1002 -> body(data, JoinRoom.class);
          default -> null;
        });
  }

  private static <T> T body(JsonNode data, Class<T> type) throws JsonProcessingException {
    if (!data.isObject()) {
      throw MismatchedInputException.from(null, type, "no object");
    }
    return Json.bind(data, type);
  }
}
