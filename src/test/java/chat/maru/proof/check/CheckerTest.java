package chat.maru.proof.check;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.proof.check.Evidence.DeadLetter;
import chat.maru.proof.journal.Entry;
import chat.maru.proof.journal.Entry.Shown;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The checker lets pass what keeps the promises and finds what breaks one, on stories made up for
/// it.
class CheckerTest {
  private static Story story() {
    return Story.of(List.of(0, 1, 0, 0, 1, 0), 3);
  }

  private static Verdict verdict(Story story) {
    return Checker.check(story.evidence());
  }

  @Test
  void storyThatKeepsEveryPromiseIsClean() {
    var verdict = verdict(story());
    assertThat(verdict.violations()).isEmpty();
    assertThat(verdict.report()).contains("I1", "holds").doesNotContain("BROKEN");
    assertThat(verdict.counts()).containsEntry("messages stored", 6L);
  }

  @ParameterizedTest
  @EnumSource
  void harmIsFound(Harm harm) {
    var verdict = verdict(harm.done(story(), 1));
    assertThat(verdict.broken()).as(verdict.report()).contains(harm.breaks());
    assertThat(verdict.report()).contains("BROKEN");
  }

  @Test
  void everyPromiseHasAHarm() {
    assertThat(Arrays.stream(Harm.values()).map(Harm::breaks).collect(Collectors.toSet()))
        .isEqualTo(Set.of(Invariant.values()));
  }

  @Property(tries = 300)
  void anyStoryIsCleanAndAnyHarmIsFound(
      @ForAll("stories") List<Integer> channels,
      @ForAll("cuts") int cut,
      @ForAll Harm harm,
      @ForAll("numbers") int n) {
    assertThat(verdict(Story.of(channels, cut)).violations()).isEmpty();
    assertThat(verdict(harm.done(Story.of(channels, cut), n)).broken()).contains(harm.breaks());
  }

  /// At least three messages in some channel.
  @Provide
  Arbitrary<List<Integer>> stories() {
    var any = Arbitraries.integers().between(0, 3).list().ofMinSize(0).ofMaxSize(40);
    return Combinators.combine(any, Arbitraries.integers().between(0, 3))
        .as(
            (some, one) -> {
              var all = new java.util.ArrayList<>(some);
              all.addAll(List.of(one, one, one));
              return List.copyOf(all);
            });
  }

  @Provide
  Arbitrary<Integer> cuts() {
    return Arbitraries.integers().between(0, 45);
  }

  @Provide
  Arbitrary<Integer> numbers() {
    return Arbitraries.integers().between(0, 1000);
  }

  @Test
  void refusedMessageNeedsNoRow() {
    var story = story();
    var event = story.accepted.get(1).event().orElseThrow();
    var harmed = Harm.ROW_LOST.done(story(), 0);
    assertThat(verdict(harmed).broken()).contains(Invariant.I1);
    story.says(Story.channel(3), "refused", "x");
    var row = story.messages.removeLast();
    story.log.removeLast();
    story.jun.removeLast();
    var last = story.accepted.getLast().event().orElseThrow();
    story.refuses(last);
    story.deadLetters.add(new DeadLetter(0, "", Optional.of(last)));
    assertThat(verdict(story).broken()).doesNotContain(Invariant.I1);
    assertThat(row.key()).isNotEqualTo(event.key());
  }

  @Test
  void lastMomentsMayComeAgainAfterAKillInOrderAndAheadOfWhatIsNew() {
    var story = story();
    var shown = last(story);
    story.runner.add(new Entry.Disturbed(story.tick(), "kill -9", "localhost:1"));
    story.breaks();
    story.jun.add(shown);
    assertThat(verdict(story).violations()).isEmpty();
    assertThat(verdict(story).counts()).containsEntry("creates shown again after a crash", 1L);
    story.jun.add(shown);
    assertThat(verdict(story).broken()).containsExactly(Invariant.I3);
  }

  @Test
  void lastMomentsMayComeAgainOverASecondConnectionTooIfTheFirstBroke() {
    var story = story();
    var shown = last(story);
    story.runner.add(new Entry.Disturbed(story.tick(), "kill -9", "localhost:1"));
    story.breaks();
    story.breaks();
    story.jun.add(shown);
    assertThat(verdict(story).violations()).isEmpty();
    story.breaks();
    story.jun.add(shown);
    assertThat(verdict(story).broken()).containsExactly(Invariant.I3);
  }

  @Test
  void nothingMayComeAgainBehindWhatIsNew() {
    var story = story();
    var shown = last(story);
    story.runner.add(new Entry.Disturbed(story.tick(), "kill -9", "localhost:1"));
    story.breaks();
    story.says(Facts.id(shown.channel()), "new", "new");
    story.jun.add(shown);
    assertThat(verdict(story).broken()).containsExactly(Invariant.I3);
  }

  @Test
  void afterADrainNothingMayComeAgain() {
    var story = story();
    var shown = last(story);
    story.runner.add(new Entry.Disturbed(story.tick(), "SIGTERM", "localhost:1"));
    story.breaks();
    story.jun.add(shown);
    assertThat(verdict(story).broken()).containsExactly(Invariant.I3);
  }

  @Test
  void sessionThatLeftBeforeTheEndMissesNothing() {
    var story = story();
    story.jun.add(new Entry.Closed(story.tick(), Story.JUN, Story.JUNS_SESSION, 1000));
    story.says(Story.channel(0), "late", "late");
    story.jun.removeLast();
    assertThat(verdict(story).violations()).isEmpty();
  }

  @Test
  void whatIsStoredBehindTheSnapshotIsDueEvenIfNothingElseWasShown() {
    var story = story();
    story.jun.removeIf(it -> it instanceof Shown);
    assertThat(verdict(story).broken()).containsExactly(Invariant.I3);
  }

  @Test
  void channelThatWasTakenAwayIsNotDueAndMayBeShownForTwoSeconds() {
    var story = story();
    var shown =
        story.jun.stream()
            .filter(Shown.class::isInstance)
            .map(Shown.class::cast)
            .reduce((_, later) -> later)
            .orElseThrow();
    story.runner.add(
        new Entry.SightChanged(shown.at() - 2_000_000, Story.JUN, shown.channel(), false));
    story.says(Facts.id(shown.channel()), "unseen", "unseen");
    story.jun.removeLast();
    assertThat(verdict(story).violations()).isEmpty();
  }

  @Test
  void repeatsOnTheLogAreNoFault() {
    var story = story();
    story.log.add(story.log.get(2));
    assertThat(verdict(story).violations()).isEmpty();
    assertThat(verdict(story).counts()).containsEntry("repeats on the log", 1L);
  }

  private static Shown last(Story story) {
    return story.jun.stream()
        .filter(Shown.class::isInstance)
        .map(Shown.class::cast)
        .filter(it -> it.type().equals(Screen.CREATE))
        .toList()
        .getLast();
  }
}
