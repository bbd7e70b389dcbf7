package chat.maru.gateway.op;

import chat.maru.auth.Actor;
import chat.maru.gateway.Connection;
import chat.maru.gateway.frame.Control;
import chat.maru.kernel.ApiException;
import chat.maru.limit.Charge;
import chat.maru.limit.Limit;
import chat.maru.limit.Limits;
import chat.maru.limit.Payer;
import chat.maru.message.MessageSender;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Op 1000: accepts a message. The MESSAGE_ACK says that the broker holds it, or why it was
/// refused. Counts in the bucket of REST's `createMessage`.
@ApplicationScoped
class SendMessage {
  private static final int MESSAGE_ACK = 1001;

  @Inject MessageSender sender;
  @Inject Limits limits;

  /// The answer to the sender. How an accepted message was decided otherwise than by being stored
  /// comes later in a frame of the same kind.
  record Ack(
      @JsonProperty("clientMsgId") @Nullable String clientMsgId,
      String status,
      Optional<Integer> code,
      Optional<String> message,
      Optional<Double> retryAfter) {}

  void run(Connection connection, Frame.SendMessage body) {
    var actor = Objects.requireNonNull(connection.session()).actor();
    connection.control(Control.frame(MESSAGE_ACK, answer(actor, body)));
  }

  private Ack answer(Actor actor, Frame.SendMessage body) {
    try {
      var payer = Payer.actor(actor.userId(), actor.bot());
      limits.require(
          Charge.inChannel(Limit.CREATE_MESSAGE, payer, body.channelId()),
          Charge.of(Limit.HIGH_FREQUENCY, payer));
      var accepted = sender.accept(actor, body.channelId(), body.message());
      return new Ack(
          accepted.clientMsgId(), "ACCEPTED", Optional.empty(), Optional.empty(), Optional.empty());
    } catch (ApiException refusal) {
      return new Ack(
          body.message().clientMsgId(),
          "REFUSED",
          Optional.of(refusal.problem().code()),
          Optional.of(refusal.problem().message()),
          refusal.retryAfter().map(delay -> delay.toMillis() / 1000.0));
    }
  }
}
