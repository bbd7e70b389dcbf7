package chat.maru.message;

import chat.maru.access.Gate;
import chat.maru.access.Grant;
import chat.maru.access.Permission;
import chat.maru.auth.Actor;
import chat.maru.event.Pulse;
import chat.maru.kernel.ApiException;
import chat.maru.kernel.Problem;
import chat.maru.message.log.Accepted;
import chat.maru.message.log.MessageLog;
import chat.maru.wire.CreateMessage;
import chat.maru.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/// Accepts messages: permission, validation, slow mode, and the log. What it has accepted is
/// decided exactly once, by the worker.
@ApplicationScoped
public class MessageSender {
  @Inject Gate gate;
  @Inject MessageDrafts drafts;
  @Inject MessageLog log;
  @Inject Receipts receipts;
  @Inject PendingMarkers markers;
  @Inject SlowMode slowMode;
  @Inject MessageReader reader;
  @Inject Pulse pulse;

  /// Accepts a message; returning is the ACK. Goes on while the database is away, as long as the
  /// node remembers what the sender may do.
  ///
  /// @throws ApiException if it is refused, or not durable within 5 s
  public Accepted accept(Actor actor, long channelId, CreateMessage body) {
    var grant = gate.sending(actor, channelId);
    var message = drafts.of(grant, Sent.of(body), key(body));
    var turn = slowMode.take(grant, message);
    try {
      log.append(message);
    } catch (ApiException refusal) {
      if (!isUndecided(refusal)) {
        slowMode.giveBack(turn);
      }
      throw refusal;
    }
    return new Accepted(message.eventId(), message.clientMsgId());
  }

  /// Accepts what somebody sends who was let in already; returning is the ACK.
  ///
  /// @throws ApiException if it is refused, or not durable within 5 s
  public void accept(Grant grant, Sent sent) {
    requireProgress();
    log.append(drafts.of(grant, sent, key(sent.body())));
  }

  /// Accepts a message and waits until it is stored.
  ///
  /// @return the message object as every client sees it
  /// @throws ApiException 503 before anything is published while storing stands still, and after 5
  ///     s without a decision; 409 for a key that another message has
  public JsonNode send(Actor actor, long channelId, Sent sent) {
    requireProgress();
    return stored(gate.channel(actor, channelId, Permission.SEND_MESSAGES), sent);
  }

  /// The same for whom was let in already.
  public JsonNode send(Grant grant, Sent sent) {
    requireProgress();
    return stored(grant, sent);
  }

  private void requireProgress() {
    if (!pulse.fresh() || receipts.stuck()) {
      throw Problem.STORE_UNAVAILABLE.error().retryAfter(Duration.ofSeconds(2));
    }
  }

  private JsonNode stored(Grant grant, Sent sent) {
    var marker = markers.open(grant, sent);
    var message = drafts.of(grant, sent, marker.key());
    var turn = slowMode.take(grant, message);
    receipts.expect(message.eventId());
    try {
      log.append(message);
      var decided = receipts.await(message.eventId());
      if (!(decided instanceof Receipts.Decided.Stored)) {
        slowMode.giveBack(turn);
      }
      var answer = answer(grant, decided);
      markers.close(marker);
      return answer;
    } catch (ApiException refusal) {
      if (isUndecided(refusal)) {
        markers.leaveUndecided(marker, message.clientMsgId());
      } else {
        markers.close(marker);
        slowMode.giveBack(turn);
      }
      throw refusal;
    } finally {
      receipts.forget(message.eventId());
    }
  }

  /// It may be on the log, or will be stored later.
  private static boolean isUndecided(ApiException refusal) {
    return refusal.problem() == Problem.NOT_STORED_IN_TIME
        || refusal.problem() == Problem.LOG_UNAVAILABLE;
  }

  private JsonNode answer(Grant grant, Receipts.Decided decided) {
    return switch (decided) {
      case Receipts.Decided.Stored(var message) -> message;
      case Receipts.Decided.Duplicate(var id) ->
          reader.find(grant, id).map(Json::toTree).orElseThrow(Problem.IDEMPOTENCY_CONFLICT::error);
      case Receipts.Decided.Refused(var problem) -> throw problem.error();
    };
  }

  private static Optional<String> key(CreateMessage body) {
    return Optional.ofNullable(body.clientMsgId());
  }
}
