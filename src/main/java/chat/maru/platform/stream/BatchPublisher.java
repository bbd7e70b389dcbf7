package chat.maru.platform.stream;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/// Turns the batches of a [BatchLoop] into messages for the one subscriber of a channel. A message
/// decides its batch by its ack or nack, whatever the method behind it returned or threw.
final class BatchPublisher
    implements Publisher<Message<Batch>>, Function<Batch, CompletionStage<Void>>, Subscription {
  private static final int UNBOUNDED = 1 << 30;

  private final AtomicReference<@Nullable Subscriber<? super Message<Batch>>> subscriber =
      new AtomicReference<>();
  private final Semaphore demand = new Semaphore(0);
  private volatile boolean unbounded;
  private volatile boolean cancelled;

  @Override
  public void subscribe(Subscriber<? super Message<Batch>> wanted) {
    if (subscriber.compareAndSet(null, wanted)) {
      wanted.onSubscribe(this);
    } else {
      throw new IllegalStateException("a channel has one subscriber");
    }
  }

  @Override
  public void request(long n) {
    var receiver = subscriber.get();
    if (n <= 0 && receiver != null) {
      cancelled = true;
      receiver.onError(
          new IllegalArgumentException("demand must be positive (reactive streams 3.9)"));
    } else if (n >= UNBOUNDED) {
      unbounded = true;
      demand.release();
    } else if (!unbounded) {
      demand.release((int) n);
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
    demand.release();
  }

  /// Waits until the channel asks for a message, then hands this one over.
  @Override
  public CompletionStage<Void> apply(Batch batch) {
    try {
      if (!unbounded) {
        demand.acquire();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedStage(e);
    }
    var receiver = subscriber.get();
    if (cancelled || receiver == null) {
      return CompletableFuture.failedStage(
          new IllegalStateException("the channel was cancelled by its subscriber"));
    }
    var outcome = new CompletableFuture<Void>();
    receiver.onNext(
        Message.of(
            batch,
            () -> {
              outcome.complete(null);
              return CompletableFuture.completedStage(null);
            },
            cause -> {
              outcome.completeExceptionally(SendException.unwrapped(cause));
              return CompletableFuture.completedStage(null);
            }));
    return outcome;
  }
}
