package chat.maru.platform.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import chat.maru.platform.stream.SendException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SenderIT {
  static TestBroker broker;

  @BeforeAll
  static void start() {
    broker = TestBroker.started();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void confirmedRecordsLieInTheOrderTheirKeyWasSent() {
    var topic = broker.topic("order", 6);
    var places = new ArrayList<CompletableFuture<Sent>>();
    try (var sender = new Sender(broker.config(), topic)) {
      for (var i = 0; i < 2_000; i++) {
        places.add(sender.send(keyed("key" + i % 11, "" + i)).toCompletableFuture());
      }
      var last = new HashMap<String, Sent>();
      for (var i = 0; i < places.size(); i++) {
        var sent = places.get(i).orTimeout(10, TimeUnit.SECONDS).join();
        var before = last.put("key" + i % 11, sent);
        if (before != null) {
          assertThat(sent.partition()).isEqualTo(before.partition());
          assertThat(sent.offset()).isGreaterThan(before.offset());
        }
      }
      assertThat(last.values().stream().map(Sent::partition).distinct())
          .as("several partitions are used")
          .hasSizeGreaterThan(2);
      assertThat(sender.figures()).isEqualTo(new SendFigures(2_000, 0, 0, 0, 0));
    }
  }

  @Test
  void aRecordThatIsTooLargeFailsAlone() {
    var topic = broker.topic("large", 1);
    try (var sender = new Sender(broker.config(), topic)) {
      var before = sender.send(keyed("k", "before")).toCompletableFuture();
      var large = sender.send(new Keyed("k", new byte[2_000_000])).toCompletableFuture();
      var after = sender.send(keyed("k", "after")).toCompletableFuture();

      assertThat(reason(large)).isEqualTo(Reason.TOO_LARGE);
      assertThat(before.join()).isEqualTo(new Sent(0, 0));
      assertThat(after.join()).isEqualTo(new Sent(0, 1));
    }
  }

  @Test
  void aRecordTheBrokerFindsTooLargeFailsAlone() {
    var topic = broker.topic("broker-large", 1, Map.of("max.message.bytes", "50000"));
    try (var sender = new Sender(broker.config(), topic)) {
      var before = sender.send(keyed("k", "before")).toCompletableFuture();
      var large = sender.send(new Keyed("k", new byte[100_000])).toCompletableFuture();

      assertThat(reason(large)).isEqualTo(Reason.TOO_LARGE);
      var after = sender.send(keyed("k", "after")).toCompletableFuture();
      assertThat(before.join()).isEqualTo(new Sent(0, 0));
      assertThat(after.join()).isEqualTo(new Sent(0, 1));
    }
  }

  @Test
  void withoutABrokerSendsFailWithinTheirDeadlineAndLaterOnesWork() {
    try (var own = TestBroker.started();
        var sender = new Sender(own.config(), own.topic("away", 1))) {
      sender.send(keyed("k", "warm")).toCompletableFuture().join();
      own.stop();

      var begun = System.nanoTime();
      var lost = new ArrayList<CompletableFuture<Sent>>();
      for (var i = 0; i < 50; i++) {
        lost.add(sender.send(keyed("k", "lost" + i)).toCompletableFuture());
      }
      assertThat(lost)
          .allSatisfy(
              future -> assertThat(reason(future)).isIn(Reason.UNCONFIRMED, Reason.UNREACHABLE));
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));

      own.start();
      Await.until(
          Duration.ofSeconds(30),
          () ->
              !sender
                  .send(keyed("k", "later"))
                  .toCompletableFuture()
                  .handle((sent, failure) -> failure)
                  .thenApply(failure -> failure != null)
                  .join());
    }
  }

  @Test
  void aFullQueueRefusesAtOnceAndWhatWaitsFailsAtItsDeadline() {
    var limits = new SendLimits(5, Duration.ofMillis(800));
    var nowhere = StreamConfig.at("localhost:1");
    try (var sender = new Sender(nowhere, "any", limits, Map.of())) {
      var futures = new ArrayList<CompletableFuture<Sent>>();
      for (var i = 0; i < 20; i++) {
        futures.add(sender.send(keyed("k", "" + i)).toCompletableFuture());
      }
      // the sender's thread takes one out of the queue at some point
      var atOnce = futures.stream().filter(CompletableFuture::isDone).toList();
      assertThat(atOnce).hasSizeBetween(14, 15);
      assertThat(atOnce).allSatisfy(future -> assertThat(reason(future)).isEqualTo(Reason.FULL));
      assertThat(reason(futures.get(4))).isEqualTo(Reason.UNREACHABLE);
      assertThat(sender.figures().refused()).isEqualTo(atOnce.size());
    }
  }

  @Test
  void aClosedSenderHasSentWhatItTookAndRefusesTheRest() {
    var sender = new Sender(broker.config(), broker.topic("closed", 1));
    var taken = new ArrayList<CompletableFuture<Sent>>();
    for (var i = 0; i < 100; i++) {
      taken.add(sender.send(keyed("k", "" + i)).toCompletableFuture());
    }

    sender.close();

    assertThat(taken).allSatisfy(future -> assertThat(future).isCompleted());
    assertThat(taken).noneMatch(CompletableFuture::isCompletedExceptionally);
    assertThat(reason(sender.send(keyed("k", "late")).toCompletableFuture()))
        .isEqualTo(Reason.CLOSED);
  }

  static Keyed keyed(String key, String value) {
    return new Keyed(key, value.getBytes(UTF_8));
  }

  static Reason reason(CompletableFuture<?> future) {
    var thrown = catchThrowable(() -> future.get(10, TimeUnit.SECONDS));
    assertThat(thrown).as("should have failed").isNotNull();
    return SendException.of(thrown).reason();
  }
}
