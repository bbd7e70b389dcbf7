package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.gateway.frame.Encoded;
import org.junit.jupiter.api.Test;

/// Where another node has to go on, by what was numbered and what waits.
class EventQueueTest {
  private final EventQueue queue = new EventQueue(0);

  @Test
  void aQueueThatIsEmptyHasComeAsFarAsTheNode() {
    queue.add(event(10));
    queue.next(0);
    assertThat(queue.checkpoint(50)).contains(new Checkpoint(1, 50));
  }

  @Test
  void aQueueRestsWhileNothingWaitsAndNothingWasSent() {
    assertThat(queue.rests(0)).isTrue();
    queue.add(event(10));
    assertThat(queue.rests(0)).as("it waits").isFalse();
    queue.next(0);
    assertThat(queue.rests(0)).as("it was sent").isFalse();
    assertThat(queue.rests(1)).isTrue();
  }

  @Test
  void whatWaitsIsReadAgain() {
    queue.add(event(10));
    queue.add(event(20));
    queue.add(event(Encoded.NOWHERE));
    queue.next(0);
    assertThat(queue.checkpoint(50)).contains(new Checkpoint(1, 20));
  }

  @Test
  void whatWaitsOutOfTheLogsOrderHoldsEverythingBack() {
    queue.add(event(30));
    queue.add(event(20));
    queue.next(0);
    assertThat(queue.checkpoint(50)).contains(new Checkpoint(1, 20));
  }

  @Test
  void noOtherNodeGoesOnWithinASnapshot() {
    queue.addSnapshot(event(Encoded.SNAPSHOT));
    queue.addSnapshot(event(Encoded.SNAPSHOT));
    queue.next(0);
    assertThat(queue.checkpoint(50)).isEmpty();
    assertThat(queue.trail(50, 10)).isEmpty();
    queue.next(0);
    queue.add(event(20));
    queue.next(0);
    assertThat(queue.trail(50, 10)).containsExactly(new Checkpoint(3, 50), new Checkpoint(2, 20));
  }

  @Test
  void anEventIsWrittenWhenTheWriterAsksForMore() {
    queue.add(event(10));
    queue.add(event(20));
    queue.next(0);
    assertThat(queue.written()).isZero();
    queue.next(0);
    assertThat(queue.written()).isEqualTo(1);
    queue.next(0);
    assertThat(queue.written()).isEqualTo(2).isEqualTo(queue.queued());
  }

  @Test
  void whatIsTakenOutOrSentAgainIsNotWaitedForWithoutEnd() {
    queue.add(event(10));
    queue.next(0);
    queue.next(0);
    queue.add(event(20));
    queue.remove(_ -> true);
    queue.next(0);
    assertThat(queue.written()).isEqualTo(queue.queued());

    queue.rewind(0, _ -> false, event(Encoded.NOWHERE));
    assertThat(queue.written()).isLessThan(queue.queued());
    for (var left = 3; left > 0; left--) {
      queue.next(0);
    }
    assertThat(queue.written()).isEqualTo(queue.queued());
  }

  @Test
  void whatWasSentIsKeptWithinABoundOfCharacters() {
    var big = "x".repeat(EventQueue.MAX_SENT_CHARS / 4);
    for (var n = 0; n < 10; n++) {
      queue.add(Encoded.of("GUILD_MEMBERS_CHUNK", big, 0, 0));
      queue.next(0);
    }
    assertThat(queue.rewind(0, _ -> false, event(Encoded.NOWHERE))).isEqualTo(Resumed.UNKNOWN);
    assertThat(queue.rewind(8, _ -> false, event(Encoded.NOWHERE))).isEqualTo(Resumed.RESUMED);
  }

  @Test
  void oneThatIsLargerThanTheBoundIsKept() {
    queue.add(Encoded.of("READY", "x".repeat(EventQueue.MAX_SENT_CHARS + 1), 0, 0));
    queue.next(0);
    assertThat(queue.rewind(0, _ -> false, event(Encoded.NOWHERE))).isEqualTo(Resumed.RESUMED);
  }

  @Test
  void backlogBehindOtherEventsDoesNotMoveTheBoundOfASlowReader() {
    for (var n = 0; n < 50; n++) {
      queue.add(Encoded.of("MESSAGE_CREATE", "x".repeat(40_000), 0, 0));
      queue.addSnapshot(Encoded.of("GUILD_MEMBERS_CHUNK", "x", 0, 0));
      queue.next(0);
      queue.next(0);
      queue.next(0);
    }
    queue.add(event(10));
    var before = queue.size();
    queue.add(event(20));
    assertThat(queue.isTooSlow(before)).isFalse();
  }

  @Test
  void theTrailSaysForEachNumberWhatIsBehindIt() {
    for (var offset : new long[] {10, 20, Encoded.NOWHERE, 40}) {
      queue.add(event(offset));
      queue.next(0);
    }
    assertThat(queue.trail(50, 10))
        .containsExactly(
            new Checkpoint(4, 50),
            new Checkpoint(3, 40),
            new Checkpoint(2, 40),
            new Checkpoint(1, 20),
            new Checkpoint(0, 10));
    assertThat(queue.trail(50, 2)).hasSize(2);
  }

  @Test
  void numbersGoOnFromWhereTheClientIs() {
    var elsewhere = new EventQueue(41);
    elsewhere.add(event(10));
    assertThat(elsewhere.rewind(41, _ -> false, event(Encoded.NOWHERE))).isEqualTo(Resumed.RESUMED);
    assertThat(elsewhere.next(0).getFirst().text()).endsWith("\"s\":42}");
    assertThat(elsewhere.next(0).getFirst().text()).endsWith("\"s\":43}");
  }

  @Test
  void asManyAreTakenAsThereIsRoomFor() {
    for (var i = 0; i < 5; i++) {
      queue.add(event(10));
    }
    var size = event(10).size();
    assertThat(queue.next(0)).hasSize(1);
    assertThat(queue.next(size / 2)).as("one whatever its size").hasSize(1);
    assertThat(queue.next(2 * size))
        .extracting(frame -> frame.text().replaceFirst(".*\"s\":", ""))
        .containsExactly("3}", "4}");
    assertThat(queue.next(100 * size)).hasSize(1);
    assertThat(queue.next(100 * size)).isEmpty();
  }

  private static Encoded event(long offset) {
    return Encoded.of("MESSAGE_CREATE", "{}", 0, 0).at(offset);
  }
}
