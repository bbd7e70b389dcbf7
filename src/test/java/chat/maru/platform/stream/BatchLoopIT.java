package chat.maru.platform.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.platform.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BatchLoopIT {
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
  void nothingIsReadBeforeItIsOpenAndClosingStopsReading() throws Exception {
    var topic = broker.topic("closed-first", 2);
    send(topic, 0, 10);
    var seen = new CopyOnWriteArrayList<String>();
    var loop = loop(topic, Map.of(), acking(seen));
    assertThat(broker.groups()).doesNotContain("group-" + topic);

    loop.open();
    Await.until(Duration.ofSeconds(15), () -> seen.size() == 10);
    loop.stop();
    loop.join();
    assertThat(lag(topic)).as("closing commits").isZero();
    assertThat(broker.members("group-" + topic)).as("closing leaves the group").isZero();
    send(topic, 10, 10);
    assertThat(seen).hasSize(10);

    loop.open();
    Await.until(Duration.ofSeconds(15), () -> seen.size() == 20);
    loop.stop();
    loop.join();
    assertThat(seen).doesNotHaveDuplicates();
  }

  @Test
  void aBatchThatWasNotAcknowledgedComesAgainAfterARestart() throws Exception {
    var topic = broker.topic("restart", 2);
    send(topic, 0, 20);
    var seen = new CopyOnWriteArrayList<String>();
    var first =
        loop(
            topic,
            Map.of("max.poll.records", "5"),
            batch -> {
              seen.addAll(words(batch));
              return new CompletableFuture<>(); // never decided
            });
    first.open();
    Await.until(Duration.ofSeconds(15), () -> !seen.isEmpty());
    first.stop();
    first.join();
    assertThat(seen).as("one batch at a time").hasSizeLessThanOrEqualTo(5);
    assertThat(lag(topic)).isEqualTo(20);

    var again = new CopyOnWriteArrayList<String>();
    var second = loop(topic, Map.of(), acking(again));
    second.open();
    Await.until(Duration.ofSeconds(15), () -> again.size() >= 20);
    second.stop();
    second.join();
    assertThat(again).hasSize(20).containsAll(seen);
  }

  @Test
  void aRefusedBatchComesAgainInOrderUntilItIsTaken() throws Exception {
    var topic = broker.topic("refused", 1);
    var attempts = new CopyOnWriteArrayList<List<String>>();
    var seen = new CopyOnWriteArrayList<String>();
    var loop =
        loop(
            topic,
            Map.of(),
            batch -> {
              attempts.add(words(batch));
              if (attempts.size() <= 3) {
                throw new IllegalStateException("attempt " + attempts.size());
              }
              seen.addAll(words(batch));
              return CompletableFuture.completedStage(null);
            });
    send(topic, 0, 50);
    loop.open();
    Await.until(Duration.ofSeconds(20), () -> seen.size() == 50);
    loop.stop();
    loop.join();

    assertThat(seen).isEqualTo(numbers(0, 50));
    assertThat(attempts).allSatisfy(words -> assertThat(words.getFirst()).isEqualTo("0"));
    assertThat(loop.figures().redelivered()).isEqualTo(3);
    assertThat(lag(topic)).isZero();
  }

  @Test
  void aBatchMayTakeLongerThanTheBrokerWaitsForAPoll() throws Exception {
    var topic = broker.topic("long", 1);
    send(topic, 0, 10);
    var seen = new CopyOnWriteArrayList<String>();
    var decided = new CompletableFuture<Void>();
    var loop =
        loop(
            topic,
            Map.of("max.poll.interval.ms", "1500", "heartbeat.interval.ms", "300"),
            batch -> {
              seen.addAll(words(batch));
              return decided;
            });
    loop.open();
    Await.until(Duration.ofSeconds(15), () -> !seen.isEmpty());
    var taken = System.nanoTime();
    Await.until(
        Duration.ofSeconds(10), () -> System.nanoTime() - taken > Duration.ofSeconds(4).toNanos());
    assertThat(broker.members("group-" + topic)).isEqualTo(1);
    decided.complete(null);
    Await.until(Duration.ofSeconds(10), () -> seen.size() == 10 && lag(topic) == 0);
    loop.stop();
    loop.join();

    assertThat(seen).doesNotHaveDuplicates();
    assertThat(loop.figures().failures()).isZero();
  }

  @Test
  void aSecondMemberTakesPartitionsOverWithoutALossOrARepeat() throws Exception {
    var topic = broker.topic("rebalance", 8);
    var seen = new CopyOnWriteArrayList<String>();
    var bySecond = new AtomicInteger();
    var first = loop(topic, Map.of("max.poll.records", "20"), acking(seen));
    var second =
        loop(
            topic,
            Map.of("max.poll.records", "20"),
            batch -> {
              bySecond.addAndGet(batch.records().size());
              return acking(seen).apply(batch);
            });
    first.open();
    send(topic, 0, 1_000);
    second.open();
    var sent = 1_000;
    while (bySecond.get() == 0 && sent < 200_000) {
      send(topic, sent, 200);
      sent += 200;
    }
    first.stop();
    first.join();
    send(topic, sent, 200);
    int total = sent + 200;
    Await.until(Duration.ofSeconds(30), () -> seen.size() >= total && lag(topic) == 0);
    second.stop();
    second.join();

    assertThat(bySecond).hasPositiveValue();
    assertThat(seen).hasSize(total).doesNotHaveDuplicates();
  }

  @Test
  void anOutageOfTheBrokerIsWaitedOut() throws Exception {
    try (var own = TestBroker.started()) {
      var topic = own.topic("outage", 1);
      var seen = new CopyOnWriteArrayList<String>();
      var loop = new BatchLoop(topic, settings(own, topic, Map.of()), acking(seen), new Threads());
      loop.open();
      send(own, topic, 0, 10);
      Await.until(Duration.ofSeconds(15), () -> seen.size() == 10);
      own.stop();
      own.start();
      send(own, topic, 10, 10);
      Await.until(Duration.ofSeconds(30), () -> seen.contains("19"));
      loop.stop();
      loop.join();
      assertThat(seen).containsAll(numbers(0, 20));
    }
  }

  private static BatchLoop loop(
      String topic, Map<String, String> more, Function<Batch, CompletionStage<Void>> processor) {
    return new BatchLoop(topic, settings(broker, topic, more), processor, new Threads());
  }

  private static BatchSettings settings(TestBroker at, String topic, Map<String, String> more) {
    var kafka = new HashMap<String, Object>(at.config().client());
    kafka.put("group.id", "group-" + topic);
    kafka.put("auto.offset.reset", "earliest");
    kafka.put("enable.auto.commit", "false");
    kafka.put("session.timeout.ms", "6000");
    kafka.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
    kafka.put("key.deserializer", StringDeserializer.class.getName());
    kafka.put("value.deserializer", ByteArrayDeserializer.class.getName());
    kafka.putAll(more);
    return new BatchSettings(
        topic, kafka, Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofMillis(500));
  }

  private static Function<Batch, CompletionStage<Void>> acking(List<String> seen) {
    return batch -> {
      seen.addAll(words(batch));
      return CompletableFuture.completedStage(null);
    };
  }

  private static List<String> words(Batch batch) {
    return batch.records().stream().map(record -> new String(record.value(), UTF_8)).toList();
  }

  private static List<String> numbers(int from, int count) {
    var numbers = new ArrayList<String>();
    for (var i = from; i < from + count; i++) {
      numbers.add("" + i);
    }
    return numbers;
  }

  private static void send(String topic, int from, int count) {
    send(broker, topic, from, count);
  }

  private static void send(TestBroker to, String topic, int from, int count) {
    try (var sender = new Sender(to.config(), topic)) {
      var sent = new ArrayList<CompletableFuture<Sent>>();
      for (var number : numbers(from, count)) {
        sent.add(sender.send(SenderIT.keyed(number, number)).toCompletableFuture());
      }
      sent.forEach(CompletableFuture::join);
    }
  }

  private static long lag(String topic) {
    return broker.topics().lag(topic, "group-" + topic).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }
}
