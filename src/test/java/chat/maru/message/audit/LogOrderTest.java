package chat.maru.message.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import chat.maru.message.audit.LogEntry.LoggedMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every fault that is planted in a log is found, and nothing else.
class LogOrderTest {
  private static final long CHANNEL = 7;

  @Test
  void aLogThatBeginsAnywhereHasNothing() {
    assertThat(read(message(5, 50), other(1, 51), message(6, 52), other(2, 53))).isEmpty();
  }

  @Test
  void theRelaysRepeatsAreNone() {
    assertThat(
            read(
                message(1, 10),
                message(2, 11),
                message(3, 12),
                message(2, 11),
                message(3, 12),
                message(4, 13)))
        .isEmpty();
  }

  @Test
  void aMessageThatWasPublishedByAnotherOutboxRowIsFound() {
    assertThat(read(message(1, 10), message(2, 11), message(1, 12)))
        .extracting(Finding::fault, Finding::seq, Finding::place)
        .containsExactly(tuple(Fault.RECORD_TWICE, 1, "outbox 12 at 12"));
  }

  @Test
  void aMessageThatComesLateIsReorderedAndNotLost() {
    assertThat(faults(message(1, 10), message(3, 12), message(2, 13), message(4, 14)))
        .containsExactly(Fault.LOG_ORDER);
    assertThat(faults(message(1, 10), message(3, 12), message(2, 11), message(4, 14)))
        .containsExactly(Fault.LOG_ORDER);
  }

  @Test
  void anOutboxIdThatFallsIsReordered() {
    assertThat(faults(message(1, 10), message(2, 9))).containsExactly(Fault.LOG_ORDER);
  }

  @Test
  void whatNeverComesIsMissing() {
    assertThat(read(message(1, 10), message(4, 12), message(6, 13)))
        .containsExactly(
            Finding.range(Fault.NOT_ON_LOG, CHANNEL, 2, 3),
            Finding.range(Fault.NOT_ON_LOG, CHANNEL, 5, 5));
  }

  @Test
  void whatIsMissingHasTimeUntilTheEndOfTheNextRound() {
    var found = new ArrayList<Finding>();
    var order = new LogOrder(10, found::add);
    order.take(message(1, 10));
    order.take(message(3, 12));
    order.endRound();
    assertThat(found).isEmpty();
    order.endRound();
    assertThat(found).containsExactly(Finding.range(Fault.NOT_ON_LOG, CHANNEL, 2, 2));
    order.endRound();
    assertThat(found).hasSize(1);
  }

  @Test
  void whatWasPassedOverIsNotMissing() {
    var found = new ArrayList<Finding>();
    var order = new LogOrder(10, found::add);
    order.take(message(1, 10));
    order.forget();
    order.take(message(9, 90));
    order.end();
    assertThat(found).isEmpty();
  }

  @Test
  void itRemembersSoManyChannels() {
    var order = new LogOrder(2, _ -> {});
    for (var channel : List.of(1L, 2L, 1L, 3L)) {
      order.take(message(channel, 1, 1));
    }
    assertThat(order.read(1)).contains(new LogOrder.Read(1, 1));
    assertThat(order.read(2)).isEmpty();
    assertThat(order.read(3)).isPresent();
  }

  static Stream<Integer> seeds() {
    return new Random().ints(50).boxed();
  }

  /// Left out, published twice, and repeated by the relay, in any mixture.
  @ParameterizedTest
  @MethodSource("seeds")
  void anyMixtureIsToldApart(int seed) {
    var random = new Random(seed);
    var log = new ArrayList<LoggedMessage>();
    var missing = new ArrayList<Integer>();
    var twice = new ArrayList<Integer>();
    var outboxId = 1;
    var size = 2 + random.nextInt(200);
    for (var seq = 1; seq <= size; seq++) {
      var inside = seq > 1 && seq < size;
      if (inside && random.nextInt(5) == 0) {
        missing.add(seq);
        continue;
      }
      log.add(message(seq, outboxId++));
      if (random.nextInt(5) == 0) {
        log.add(log.getLast());
      }
      if (random.nextInt(5) == 0) {
        log.add(message(seq, outboxId++));
        twice.add(seq);
      }
    }

    var found = read(log.toArray(LoggedMessage[]::new));

    assertThat(places(found, Fault.NOT_ON_LOG)).containsExactlyElementsOf(missing);
    assertThat(places(found, Fault.RECORD_TWICE)).containsExactlyElementsOf(twice);
    assertThat(places(found, Fault.LOG_ORDER)).isEmpty();
  }

  /// However two neighbours change places, it is the order that is at fault, and no message is lost
  /// or doubled.
  @ParameterizedTest
  @MethodSource("seeds")
  void neighboursThatChangePlacesAreReordered(int seed) {
    var random = new Random(seed);
    var log = new ArrayList<LoggedMessage>();
    for (var seq = 1; seq <= 20; seq++) {
      log.add(message(seq, seq));
    }
    var at = 1 + random.nextInt(18);
    Collections.swap(log, at, at + 1);

    assertThat(read(log.toArray(LoggedMessage[]::new)))
        .extracting(Finding::fault)
        .containsExactly(Fault.LOG_ORDER);
  }

  private static List<Integer> places(List<Finding> found, Fault fault) {
    return found.stream()
        .filter(it -> it.fault() == fault)
        .flatMap(it -> Stream.iterate(it.seq(), seq -> seq + 1).limit(it.count()))
        .toList();
  }

  private static List<Fault> faults(LoggedMessage... log) {
    return read(log).stream().map(Finding::fault).toList();
  }

  private static List<Finding> read(LoggedMessage... log) {
    var found = new ArrayList<Finding>();
    var order = new LogOrder(10, found::add);
    for (var message : log) {
      order.take(message);
    }
    order.end();
    return found;
  }

  private static LoggedMessage message(int seq, long outboxId) {
    return message(CHANNEL, seq, outboxId);
  }

  private static LoggedMessage other(int seq, long outboxId) {
    return message(CHANNEL + 1, seq, outboxId);
  }

  private static LoggedMessage message(long channel, int seq, long outboxId) {
    return new LoggedMessage(outboxId, outboxId, channel, seq * 1_000L, seq, 1, "key", "event", "");
  }
}
