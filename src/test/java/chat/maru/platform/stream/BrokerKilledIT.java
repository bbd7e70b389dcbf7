package chat.maru.platform.stream;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.platform.stream.SendException.Reason;
import chat.maru.testkit.Services;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The embedded broker, a process of its own, gets SIGKILL while records flow.
class BrokerKilledIT {
  static StreamConfig config;

  @BeforeAll
  static void services() {
    config = StreamConfig.at(Services.get().getOrDefault("maru.kafka.bootstrap", ""));
    try (var broker = new Broker(config)) {
      for (var topic : List.of("killed-log", "killed-sends")) {
        broker.ask(admin -> admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all());
        broker.offsets(topic, List.of(0), OffsetSpec.latest());
      }
    }
  }

  @Test
  void whatWasConfirmedIsThereOnceAndInOrder() throws Exception {
    var enough = new AtomicBoolean();
    var fates = new ConcurrentHashMap<String, String>();
    try (var publisher = new OrderedPublisher(config, "killed-log");
        var sender = new Sender(config, "killed-sends")) {
      var published =
          CompletableFuture.supplyAsync(
              () -> publish(publisher, enough), Thread::startVirtualThread);
      var sent =
          CompletableFuture.supplyAsync(
              () -> send(sender, enough, fates), Thread::startVirtualThread);
      try {
        disturb(publisher, sender);
      } finally {
        enough.set(true);
      }
      int total = published.get(30, TimeUnit.SECONDS);
      int sends = sent.get(30, TimeUnit.SECONDS);
      Await.until(Duration.ofSeconds(10), () -> fates.size() == sends);

      assertThat(read("killed-log"))
          .isEqualTo(IntStream.range(0, total).mapToObj(Integer::toString).toList());
    }
    var times = new HashMap<String, Integer>();
    read("killed-sends").forEach(value -> times.merge(value, 1, Integer::sum));
    assertThat(times.values()).as("none twice").containsOnly(1);
    assertThat(fates)
        .allSatisfy(
            (value, fate) -> {
              if (fate.equals("confirmed")) {
                assertThat(times).containsKey(value);
              } else if (fate.equals(Reason.UNREACHABLE.name())) {
                assertThat(times).doesNotContainKey(value);
              }
            });
  }

  private static void disturb(OrderedPublisher publisher, Sender sender) {
    awaitProgress(publisher, sender);
    Services.killKafka();
    Services.startKafka();
    awaitProgress(publisher, sender);
  }

  private static void awaitProgress(OrderedPublisher publisher, Sender sender) {
    var published = publisher.published();
    var confirmed = sender.figures().confirmed();
    Await.until(
        Duration.ofSeconds(60),
        () ->
            publisher.published() > published + 1_000
                && sender.figures().confirmed() > confirmed + 100);
  }

  private static int publish(OrderedPublisher publisher, AtomicBoolean enough) {
    var next = 0;
    while (!enough.get()) {
      publisher.publish(
          IntStream.range(next, next + 50).mapToObj(n -> SenderIT.keyed("k", "" + n)).toList());
      next += 50;
    }
    return next;
  }

  private static int send(
      Sender sender, AtomicBoolean enough, ConcurrentHashMap<String, String> fates) {
    var next = 0;
    while (!enough.get()) {
      var value = "" + next++;
      var _ =
          sender
              .send(SenderIT.keyed("k", value))
              .whenComplete(
                  (_, failure) ->
                      fates.put(
                          value,
                          failure == null
                              ? "confirmed"
                              : SendException.of(failure).reason().name()));
      LockSupport.parkNanos(1_000_000);
    }
    return next;
  }

  private static List<String> read(String topic) {
    var read = new ArrayList<String>();
    try (var reader = new TailReader(config, topic)) {
      reader.startAtOffset(0);
      reader.runUntil(
          reader.endOffset(), record -> read.add(TailReaderIT.text(record)), TailReaderIT::noGap);
    }
    return read;
  }
}
