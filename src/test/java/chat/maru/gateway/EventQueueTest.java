package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Where another node has to go on, by what was numbered and what waits.
class EventQueueTest {
  private final EventQueue queue = new EventQueue(0);

  @Test
  void aQueueThatIsEmptyHasComeAsFarAsTheNode() {
    queue.add(event(10));
    queue.next();
    assertThat(queue.checkpoint(50)).contains(new Checkpoint(1, 50));
  }

  @Test
  void whatWaitsIsReadAgain() {
    queue.add(event(10));
    queue.add(event(20));
    queue.add(event(Encoded.NOWHERE));
    queue.next();
    assertThat(queue.checkpoint(50)).contains(new Checkpoint(1, 20));
  }

  @Test
  void whatWaitsOutOfTheLogsOrderHoldsEverythingBack() {
    queue.add(event(30));
    queue.add(event(20));
    queue.next();
    assertThat(queue.checkpoint(50)).contains(new Checkpoint(1, 20));
  }

  @Test
  void noOtherNodeGoesOnWithinASnapshot() {
    queue.addSnapshot(event(Encoded.SNAPSHOT));
    queue.addSnapshot(event(Encoded.SNAPSHOT));
    queue.next();
    assertThat(queue.checkpoint(50)).isEmpty();
    assertThat(queue.trail(50, 10)).isEmpty();
    queue.next();
    queue.add(event(20));
    queue.next();
    assertThat(queue.trail(50, 10)).containsExactly(new Checkpoint(3, 50), new Checkpoint(2, 20));
  }

  @Test
  void theTrailSaysForEachNumberWhatIsBehindIt() {
    for (var offset : new long[] {10, 20, Encoded.NOWHERE, 40}) {
      queue.add(event(offset));
      queue.next();
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
    assertThat(elsewhere.next()).endsWith("\"s\":42}");
    assertThat(elsewhere.next()).endsWith("\"s\":43}");
  }

  private static Encoded event(long offset) {
    return Encoded.of("MESSAGE_CREATE", "{}", 0, 0).at(offset);
  }
}
