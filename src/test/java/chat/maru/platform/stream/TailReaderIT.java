package chat.maru.platform.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TailReaderIT {
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
  void itStartsInThePastAtAnOffsetOrAtTheEnd() {
    var topic = broker.topic("starts", 1);
    publish(topic, "old", "older");
    var read = new ArrayList<Received>();
    try (var reader = new TailReader(broker.config(), topic)) {
      assertThat(reader.startAtOffset(1)).isEqualTo(1);
      reader.runUntil(reader.endOffset(), read::add, TailReaderIT::noGap);
      assertThat(read).extracting(record -> text(record)).containsExactly("older");
      assertThat(reader.position()).isEqualTo(2);

      var youngest = read.getLast().timestamp();
      Await.until(Duration.ofSeconds(5), () -> Clock.systemUTC().millis() > youngest + 5);
      publish(topic, "young");
      assertThat(reader.startAtEnd()).isEqualTo(3);
      reader.startAtOffset(2);
      reader.runUntil(3, read::add, TailReaderIT::noGap);
    }
    var young = Instant.ofEpochMilli(read.getLast().timestamp());
    var later = Clock.fixed(young.plusSeconds(60), ZoneOffset.UTC);
    var config = new StreamConfig(broker.config().client(), later);
    try (var reader = new TailReader(config, topic)) {
      assertThat(reader.startAt(Duration.ofSeconds(60))).as("exactly as old").isEqualTo(2);
      assertThat(reader.startAt(Duration.ofSeconds(59))).as("all are older").isEqualTo(3);
      assertThat(reader.startAt(Duration.ofHours(1))).as("none is older").isEqualTo(0);
    }
  }

  @Test
  void recordsThatAreGoneAreToldAndSkipped() {
    var topic = broker.topic("gone", 1);
    publish(topic, "0", "1", "2", "3");
    broker.topics().deleteRecordsBefore(topic, Map.of(0, 3L));
    var read = new ArrayList<String>();
    var gaps = new ArrayList<List<Long>>();
    try (var reader = new TailReader(broker.config(), topic)) {
      reader.startAtOffset(1);
      reader.runUntil(4, record -> read.add(text(record)), (a, b) -> gaps.add(List.of(a, b)));
      assertThat(gaps).containsExactly(List.of(1L, 3L));
      assertThat(read).containsExactly("3");
    }
    gaps.clear();
    var ahead = new TailReader(broker.config(), topic);
    ahead.startAtOffset(100);
    ahead.runUntil(101, _ -> ahead.close(), (a, b) -> gaps.add(List.of(a, b)));
    assertThat(gaps).as("a log made anew").containsExactly(List.of(100L, 3L));
  }

  @Test
  void whatTheOwnerThrowsEndsTheRunAndTheRecordComesAgain() {
    var topic = broker.topic("throws", 1);
    publish(topic, "0", "1", "2");
    var read = new ArrayList<String>();
    try (var reader = new TailReader(broker.config(), topic)) {
      reader.startAtOffset(0);
      assertThatThrownBy(
              () ->
                  reader.runUntil(
                      3,
                      record -> {
                        if (record.offset() == 1) {
                          throw new IllegalStateException("not this one");
                        }
                        read.add(text(record));
                      },
                      TailReaderIT::noGap))
          .hasMessage("not this one");
      assertThat(reader.position()).isEqualTo(1);
      reader.runUntil(3, record -> read.add(text(record)), TailReaderIT::noGap);
    }
    assertThat(read).containsExactly("0", "1", "2");
  }

  @Test
  void anOutageIsWaitedOutAndClosingEndsTheRun() throws Exception {
    try (var own = TestBroker.started()) {
      var topic = own.topic("outage", 1);
      var read = new CopyOnWriteArrayList<String>();
      var reader = new TailReader(own.config(), topic);
      reader.startAtEnd();
      var running =
          Thread.ofPlatform()
              .start(() -> reader.run(record -> read.add(text(record)), TailReaderIT::noGap));
      publish(own, topic, "before");
      Await.until(Duration.ofSeconds(10), () -> read.contains("before"));
      own.stop();
      own.start();
      publish(own, topic, "after");
      Await.until(Duration.ofSeconds(30), () -> read.contains("after"));
      assertThat(read).containsExactly("before", "after");
      assertThat(reader.position()).isEqualTo(2);

      reader.close();
      assertThat(running.join(Duration.ofSeconds(5))).isTrue();
    }
  }

  static void noGap(long wanted, long next) {
    assertThat(next).as("no gap").isEqualTo(wanted);
  }

  static String text(Received record) {
    var value = record.value();
    return value == null ? "" : new String(value, UTF_8);
  }

  private static void publish(String topic, String... values) {
    publish(broker, topic, values);
  }

  private static void publish(TestBroker to, String topic, String... values) {
    try (var publisher = new OrderedPublisher(to.config(), topic)) {
      publisher.publish(List.of(values).stream().map(value -> SenderIT.keyed("k", value)).toList());
    }
  }
}
