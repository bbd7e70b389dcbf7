package chat.maru.platform.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chat.maru.platform.stream.PublishException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderedPublisherIT {

  @Test
  void theOrderSurvivesARestartOfTheBrokerAndNothingIsGivenUp() throws Exception {
    try (var broker = TestBroker.started();
        var publisher = new OrderedPublisher(broker.config(), broker.topic("log", 1))) {
      var enough = new AtomicBoolean();
      var publishing =
          CompletableFuture.supplyAsync(
              () -> {
                var next = 0;
                while (!enough.get()) {
                  var offset = publisher.publish(numbers(next, 100));
                  assertThat(offset).isEqualTo(next + 99);
                  next += 100;
                }
                return next;
              },
              Thread::startVirtualThread);
      Await.until(Duration.ofSeconds(10), () -> publisher.published() > 500);
      broker.stop();
      broker.start();
      var before = publisher.published();
      Await.until(Duration.ofSeconds(30), () -> publisher.published() > before + 500);
      enough.set(true);
      int total = publishing.get(20, TimeUnit.SECONDS);

      assertThat(read(broker, "log"))
          .isEqualTo(IntStream.range(0, total).mapToObj(Integer::toString).toList());
    }
  }

  @Test
  void aHolderThatLostItsLockStopsAtOnce() throws Exception {
    try (var broker = TestBroker.started()) {
      var publisher = new OrderedPublisher(broker.config(), broker.topic("lock", 1));
      publisher.publish(numbers(0, 3));
      broker.stop();
      var publishing =
          CompletableFuture.supplyAsync(
              () ->
                  catchThrowableOfType(
                      PublishException.class, () -> publisher.publish(numbers(3, 10))),
              Thread::startVirtualThread);
      assertThat(publishing.completeOnTimeout(null, 700, TimeUnit.MILLISECONDS).get())
          .as("it waits for the broker")
          .isNull();

      publisher.close();

      assertThatThrownBy(() -> publisher.publish(numbers(3, 1)))
          .isInstanceOfSatisfying(
              PublishException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
      broker.start();
      try (var successor = new OrderedPublisher(broker.config(), "lock")) {
        successor.publish(numbers(100, 1));
      }
      assertThat(read(broker, "lock"))
          .as("what was not sent never is")
          .containsExactly("0", "1", "2", "100");
    }
  }

  @Test
  void aPublishUnderWayThrowsWhenItIsClosed() throws Exception {
    try (var broker = TestBroker.started()) {
      var publisher = new OrderedPublisher(broker.config(), broker.topic("under-way", 1));
      publisher.publish(numbers(0, 3));
      broker.stop();
      var publishing =
          CompletableFuture.supplyAsync(
              () ->
                  catchThrowableOfType(
                      PublishException.class, () -> publisher.publish(numbers(3, 10))),
              Thread::startVirtualThread);

      publisher.close();

      var thrown = publishing.get(10, TimeUnit.SECONDS);
      assertThat(thrown.reason()).isEqualTo(Reason.CLOSED);
      assertThat(thrown.confirmed()).isZero();
    }
  }

  @Test
  void nothingBehindARecordThatIsTooLargeIsSent() {
    try (var broker = TestBroker.started();
        var publisher = new OrderedPublisher(broker.config(), broker.topic("large", 1))) {
      var list = new ArrayList<>(numbers(0, 2));
      list.add(new Keyed("k", new byte[1_000_001]));
      list.addAll(numbers(2, 2));

      var thrown = catchThrowableOfType(PublishException.class, () -> publisher.publish(list));

      assertThat(thrown.reason()).isEqualTo(Reason.TOO_LARGE);
      assertThat(thrown.confirmed()).isEqualTo(2);
      assertThat(thrown.lastOffset()).isEqualTo(1);
      assertThat(publisher.publish(numbers(2, 2))).isEqualTo(3);
      assertThat(read(broker, "large")).containsExactly("0", "1", "2", "3");
    }
  }

  private static List<Keyed> numbers(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(number -> SenderIT.keyed("key" + number % 5, "" + number))
        .toList();
  }

  private static List<String> read(TestBroker broker, String topic) {
    var read = new ArrayList<String>();
    try (var reader = new TailReader(broker.config(), topic)) {
      reader.startAtOffset(0);
      reader.runUntil(
          reader.endOffset(), record -> read.add(TailReaderIT.text(record)), TailReaderIT::noGap);
    }
    return read;
  }
}
