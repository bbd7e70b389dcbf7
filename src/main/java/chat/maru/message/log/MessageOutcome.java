package chat.maru.message.log;

import chat.maru.event.LogRecord;
import chat.maru.kernel.Problem;
import chat.maru.wire.Json;
import chat.maru.wire.event.Dispatch;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.Optional;

/// Tells the sender, and nobody else, that its message was decided otherwise than by being stored
/// (design section 2, "ACK means"). Sessions get it as a MESSAGE_ACK frame.
///
/// @param status [#DUPLICATE] or [#REFUSED]
/// @param reason the name of the [Problem] that refused it
/// @param id the first message of the same key, for a duplicate
public record MessageOutcome(
    @JsonProperty("eventId") String eventId,
    @JsonProperty("clientMsgId") String clientMsgId,
    String status,
    Optional<String> reason,
    Optional<Integer> code,
    Optional<String> message,
    Optional<Long> id,
    Optional<Integer> seq)
    implements Dispatch {

  public static final String TYPE = "message.outcome";
  public static final String DUPLICATE = "DUPLICATE";
  public static final String REFUSED = "REFUSED";

  public static MessageOutcome duplicate(MessageAccepted message, long id, int seq) {
    return new MessageOutcome(
        message.eventId(),
        message.clientMsgId(),
        DUPLICATE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(id),
        Optional.of(seq));
  }

  public static MessageOutcome refused(MessageAccepted message, Problem problem) {
    return refused(message.origin(), problem);
  }

  public static MessageOutcome refused(LogRecord.Origin origin, Problem problem) {
    return new MessageOutcome(
        origin.eventId(),
        origin.clientMsgId(),
        REFUSED,
        Optional.of(problem.name()),
        Optional.of(problem.code()),
        Optional.of(problem.message()),
        Optional.empty(),
        Optional.empty());
  }

  public static MessageOutcome read(JsonNode payload) {
    try {
      return Json.bind(payload, MessageOutcome.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The refusal; a reason that a newer node wrote and this one does not know is a plain refusal.
  @JsonIgnore
  public Problem problem() {
    return reason
        .filter(
            name -> java.util.Arrays.stream(Problem.values()).anyMatch(p -> p.name().equals(name)))
        .map(Problem::valueOf)
        .orElse(Problem.BAD_REQUEST);
  }

  @Override
  @JsonIgnore
  public String type() {
    return TYPE;
  }

  @Override
  @JsonIgnore
  public Object body() {
    return this;
  }
}
