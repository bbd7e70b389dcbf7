package chat.maru.platform.stream;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/// The far end of an outgoing channel: a message is acknowledged when the broker has confirmed its
/// record, and refused otherwise. One failure concerns one message, the channel lives on.
final class SendSubscriber implements Subscriber<Message<?>> {
  private static final Logger LOG = System.getLogger(SendSubscriber.class.getName());

  private final String topic;
  private final @Nullable Sender sender;

  /// @param sender null for a channel that is switched off on this node
  SendSubscriber(String topic, @Nullable Sender sender) {
    this.topic = topic;
    this.sender = sender;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    subscription.request(Long.MAX_VALUE); // the sender's queue is the bound, not the emitter's
  }

  @Override
  public void onNext(Message<?> message) {
    var _ =
        send(message)
            .whenComplete(
                (_, failure) -> {
                  if (failure == null) {
                    var _ = message.ack();
                  } else {
                    var _ = message.nack(SendException.unwrapped(failure));
                  }
                });
  }

  @Override
  public void onError(Throwable failure) {
    LOG.log(Level.ERROR, "event=channel_failed topic=" + topic, failure);
    onComplete();
  }

  @Override
  public void onComplete() {
    if (sender != null) {
      sender.close();
    }
  }

  private CompletionStage<?> send(Message<?> message) {
    if (sender == null) {
      return CompletableFuture.failedStage(
          new SendException(SendException.Reason.CLOSED, topic, null));
    }
    return message.getPayload() instanceof Keyed keyed
        ? sender.send(keyed)
        : CompletableFuture.failedStage(
            new IllegalArgumentException("the payload of an outgoing message is a Keyed"));
  }
}
