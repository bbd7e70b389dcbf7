package chat.maru.message.persist;

import chat.maru.event.Audience;
import chat.maru.event.Keys;
import chat.maru.event.LogRecord;
import chat.maru.event.Outbox;
import chat.maru.kernel.PlantedFault;
import chat.maru.kernel.Problem;
import chat.maru.message.log.MessageAccepted;
import chat.maru.message.log.MessageOutcome;
import chat.maru.platform.http.Outage;
import chat.maru.platform.stream.Keyed;
import chat.maru.platform.stream.Received;
import chat.maru.wire.Json;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jspecify.annotations.Nullable;

/// Sets aside events that can not be stored for their own fault: to `chat.messages.dlq.v1`, with
/// the reason. An administrator lists and replays them.
@ApplicationScoped
public class PoisonBox {
  private static final System.Logger LOG = System.getLogger(PoisonBox.class.getName());

  /// Base64 makes four bytes of three, and the broker takes 1 MiB.
  private static final int MAX_BYTES = 700_000;

  @Inject
  @Channel("dead-letters-out")
  @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 20_000)
  Emitter<Keyed> emitter;

  @Inject Sorry sorry;
  @Inject PersistFigures figures;
  @Inject Clock clock;

  /// What every version of the event says of its sender.
  private record Stub(
      @JsonProperty("eventId") @Nullable String eventId,
      @JsonProperty("roomId") long roomId,
      @JsonProperty("senderId") long senderId,
      @JsonProperty("clientMsgId") @Nullable String clientMsgId) {}

  /// A dead letter.
  ///
  /// @param place topic, partition and offset of a record that could not be read
  /// @param value the event as it was on the log, base64; empty for one that was too large
  public record DeadLetter(String reason, Instant at, String key, String place, String value) {}

  /// Sets a record aside that is no event of ours, and tells its sender where one can be read out
  /// of it, as of an event of a version that only a newer node knows.
  void setAside(Received received, String reason) {
    var value = received.value() == null ? new byte[0] : received.value();
    publish(
        letter(
            value,
            reason,
            received.key() == null ? "" : received.key(),
            received.topic() + "-" + received.partition() + "@" + received.offset()));
    try {
      var stub = Json.read(value, Stub.class);
      if (stub != null && stub.eventId() != null && stub.clientMsgId() != null) {
        tell(
            stub.roomId(),
            new LogRecord.Origin(stub.eventId(), stub.clientMsgId(), stub.senderId()));
      }
    } catch (IOException _) {
      LOG.log(
          Level.WARNING,
          "event=message.sender_unknown partition={0} offset={1}",
          received.partition(),
          received.offset());
    }
  }

  /// Sets an event aside and tells its sender.
  void setAside(MessageAccepted event, String reason) {
    publish(letter(Json.writeBytes(event), reason, Long.toString(event.roomId()), ""));
    tell(event.roomId(), event.origin());
  }

  /// What the broker would refuse as too large is not kept: only its loss lets the partition go on.
  private DeadLetter letter(byte[] value, String reason, String key, String place) {
    var kept = value.length <= MAX_BYTES;
    return new DeadLetter(
        kept ? reason : reason + ", " + value.length + " bytes: too large to be kept here",
        clock.instant(),
        key,
        place,
        kept ? Base64.getEncoder().encodeToString(value) : "");
  }

  /// A sender that can not be told must not stop the partition; an outage passes, and the batch
  /// comes again.
  private void tell(long roomId, LogRecord.Origin origin) {
    if (PlantedFault.REFUSAL_SWALLOWED.isPlanted()) {
      return;
    }
    try {
      sorry.tell(roomId, origin);
    } catch (RuntimeException e) {
      if (Outage.of(e)) {
        throw e;
      }
      LOG.log(
          Level.WARNING,
          "event=message.sender_not_told channel={0} cause={1}",
          Long.toString(roomId),
          e.getClass().getSimpleName());
    }
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
    public void tell(long roomId, LogRecord.Origin origin) {
      if (keys.lockHeads(roomId) == 1) {
        outbox.announce(
            new Audience.Sender(roomId, origin.senderId()),
            MessageOutcome.refused(origin, Problem.MESSAGE_POISONED),
            Optional.of(origin));
      }
    }
  }
}
