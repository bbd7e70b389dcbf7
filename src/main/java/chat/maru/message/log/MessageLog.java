package chat.maru.message.log;

import chat.maru.kernel.PlantedFault;
import chat.maru.kernel.Problem;
import chat.maru.platform.stream.Keyed;
import chat.maru.platform.stream.SendException;
import chat.maru.wire.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/// The log of accepted messages, `chat.messages.v1`. What it holds is never lost.
@ApplicationScoped
public class MessageLog {
  private static final Duration DEADLINE = Duration.ofMillis(4_900);

  @Inject
  @Channel("messages-out")
  @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 20_000)
  Emitter<Keyed> emitter;

  /// Appends the message; returning is the ACK: every in-sync replica of the broker has it.
  ///
  /// @throws chat.maru.kernel.ApiException 503 [Problem#LOG_UNAVAILABLE] within 5 s otherwise. It
  ///     may have arrived all the same, so that a repeat must carry the same key
  public void append(MessageAccepted message) {
    append(new Keyed(Long.toString(message.roomId()), Json.writeBytes(message)));
  }

  /// Appends a record as it is.
  public void append(Keyed record) {
    try {
      var confirmed = emitter.send(record).toCompletableFuture();
      if (!PlantedFault.ACK_BEFORE_BROKER.isPlanted()) {
        confirmed.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (ExecutionException e) {
      throw refusal(SendException.of(e));
    } catch (TimeoutException _) {
      throw unavailable();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw unavailable();
    }
  }

  private static RuntimeException refusal(SendException failure) {
    return failure.reason() == SendException.Reason.TOO_LARGE
        ? Problem.PAYLOAD_TOO_LARGE.error()
        : unavailable();
  }

  private static RuntimeException unavailable() {
    return Problem.LOG_UNAVAILABLE.error().retryAfter(Duration.ofSeconds(1));
  }
}
