package chat.maru.message;

import chat.maru.event.Audience;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.kernel.Problem;
import chat.maru.platform.stream.Keyed;
import chat.maru.platform.stream.Received;
import chat.maru.wire.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/// Sets aside events that can not be stored for their own fault: to `chat.messages.dlq.v1`, with
/// the reason. An administrator lists and replays them.
@ApplicationScoped
public class PoisonBox {
  @Inject
  @Channel("dead-letters-out")
  @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 20_000)
  Emitter<Keyed> emitter;

  @Inject Sorry sorry;
  @Inject PersistFigures figures;
  @Inject Clock clock;

  /// A dead letter.
  ///
  /// @param value the event as it was on the log, base64
  public record DeadLetter(
      String reason, Instant at, String key, int partition, long offset, String value) {}

  void setAside(Received received, String reason) {
    publish(
        new DeadLetter(
            reason,
            clock.instant(),
            received.key() == null ? "" : received.key(),
            received.partition(),
            received.offset(),
            received.value() == null ? "" : Base64.getEncoder().encodeToString(received.value())));
  }

  /// Sets an event aside and tells its sender.
  void setAside(MessageAccepted event, String reason) {
    publish(
        new DeadLetter(
            reason,
            clock.instant(),
            Long.toString(event.roomId()),
            -1,
            -1,
            Base64.getEncoder().encodeToString(Json.writeBytes(event))));
    sorry.tell(event);
  }

  /// Returns when the broker has it: only then may the partition go on.
  private void publish(DeadLetter letter) {
    try {
      emitter.send(new Keyed(letter.key(), Json.writeBytes(letter))).toCompletableFuture().get();
      figures.poison();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the dead letter was not confirmed", e);
    }
  }

  /// Tells senders that their message was set aside.
  @ApplicationScoped
  public static class Sorry {
    @Inject Outbox outbox;
    @Inject Keys keys;

    /// Announces the refusal, where the channel still has a head to order it by.
    @Transactional
    public void tell(MessageAccepted event) {
      if (keys.lockHeads(event.roomId()) == 1) {
        outbox.announce(
            new Audience.Sender(event.roomId(), event.senderId()),
            MessageOutcome.refused(event, Problem.MESSAGE_POISONED),
            Optional.of(MessageRecords.origin(event)));
      }
    }
  }
}
