package chat.maru.message.audit;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.message.audit.SeqWalk.Head;
import chat.maru.message.audit.SeqWalk.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every fault that is planted in a channel's rows is found, and nothing else.
class SeqWalkTest {
  private static final long CHANNEL = 7;

  @Test
  void aChannelWithoutGapsHasNothing() {
    assertThat(walk(1, 100, rows(1, 100))).isEmpty();
    assertThat(walk(1, 0, List.of())).isEmpty();
    assertThat(walk(40, 60, rows(40, 60))).isEmpty();
  }

  @Test
  void aGapIsFoundWhereverItIs() {
    var rows = rows(1, 20);
    rows.removeIf(row -> row.seq() == 1 || row.seq() >= 7 && row.seq() <= 9 || row.seq() == 20);

    assertThat(walk(1, 20, rows))
        .containsExactly(
            Finding.range(Fault.SEQ_MISSING, CHANNEL, 1, 1),
            Finding.range(Fault.SEQ_MISSING, CHANNEL, 7, 9),
            Finding.range(Fault.SEQ_MISSING, CHANNEL, 20, 20));
    assertThat(walk(1, 3, List.of())).containsExactly(Finding.range(Fault.SEQ_MISSING, 7, 1, 3));
  }

  @Test
  void aPlaceTwiceIsFound() {
    var rows = rows(1, 5);
    rows.add(3, new Step(3_500, 3, false));

    assertThat(walk(1, 5, rows)).containsExactly(Finding.of(Fault.SEQ_TWICE, CHANNEL, 3_500, 3));
  }

  @Test
  void idsThatDoNotRiseAreFound() {
    var rows = rows(1, 5);
    rows.set(2, new Step(2_000, 3, false));
    rows.set(3, new Step(1_500, 4, false));

    assertThat(walk(1, 5, rows))
        .containsExactly(
            Finding.of(Fault.ID_ORDER, CHANNEL, 2_000, 3),
            Finding.of(Fault.ID_ORDER, CHANNEL, 1_500, 4));
  }

  @Test
  void aTombstoneIsNoGapAndOneWithContentIsFound() {
    var rows = rows(1, 3);
    rows.set(1, new Step(2_000, 2, true));

    assertThat(walk(1, 3, rows))
        .containsExactly(Finding.of(Fault.TOMBSTONE_FULL, CHANNEL, 2_000, 2));
  }

  @Test
  void aHeadThatIsNotAtTheLastRowIsFound() {
    var last = new Step(9_000, 9, false);

    assertThat(head(new Head(CHANNEL, 9, 9_000), last)).isEmpty();
    assertThat(head(new Head(CHANNEL, 0, 0), new Step(0, 0, false))).isEmpty();
    assertThat(head(new Head(CHANNEL, 10, 10_000), last)).as("a gap is the walk's").isEmpty();
    for (var wrong : List.of(new Head(CHANNEL, 8, 8_000), new Head(CHANNEL, 9, 8_000))) {
      assertThat(head(wrong, last)).extracting(Finding::fault).containsExactly(Fault.HEAD_DIFFERS);
    }
  }

  static Stream<Integer> seeds() {
    return new Random().ints(50).boxed();
  }

  /// Whatever rows are taken out, they are those that are found.
  @ParameterizedTest
  @MethodSource("seeds")
  void anySetOfMissingPlacesIsFoundExactly(int seed) {
    var random = new Random(seed);
    var size = 1 + random.nextInt(200);
    var missing =
        IntStream.rangeClosed(1, size)
            .filter(_ -> random.nextInt(4) == 0)
            .boxed()
            .collect(Collectors.toSet());
    var rows = rows(1, size);
    rows.removeIf(row -> missing.contains(row.seq()));

    var found = walk(1, size, rows);

    assertThat(found).allMatch(it -> it.fault() == Fault.SEQ_MISSING);
    assertThat(
            found.stream().flatMap(it -> IntStream.range(it.seq(), it.seq() + it.count()).boxed()))
        .containsExactlyElementsOf(missing.stream().sorted().toList());
  }

  private static List<Step> rows(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(seq -> new Step(1_000L * seq, seq, false))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static List<Finding> walk(int from, int until, List<Step> rows) {
    var found = new ArrayList<Finding>();
    var walk = new SeqWalk(CHANNEL, from, found::add);
    rows.forEach(walk::take);
    walk.end(until);
    assertThat(walk.rows()).isEqualTo(rows.size());
    return found;
  }

  private static List<Finding> head(Head head, Step last) {
    var found = new ArrayList<Finding>();
    SeqWalk.check(head, last, found::add);
    return found;
  }
}
