package chat.maru.proof.check;

import chat.maru.proof.check.Evidence.DeadLetter;
import chat.maru.proof.check.Evidence.OutboxRow;
import chat.maru.proof.check.Evidence.ReadState;
import chat.maru.proof.check.Evidence.StoredMessage;
import chat.maru.proof.journal.Entry;
import chat.maru.proof.journal.Entry.Answered;
import chat.maru.proof.journal.Entry.Paged;
import chat.maru.proof.journal.Entry.Sent;
import chat.maru.proof.journal.Entry.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// A way to break a story that keeps every promise, and the promise that it breaks. Each is given a
/// number by which it chooses what to harm; stories have at least three messages in one channel.
enum Harm {
  ROW_LOST(Invariant.I1, (story, n) -> story.messages.remove(any(story.messages, n))),
  EVENT_NEVER_DECIDED(
      Invariant.I1,
      (story, n) -> {
        var row = any(story.messages, n);
        story.messages.set(story.messages.indexOf(row), Change.event(row, "e-other"));
      }),
  SET_ASIDE_IN_SILENCE(
      Invariant.I1,
      (story, n) -> {
        var event = any(story.accepted, n).event().orElseThrow();
        story.messages.removeIf(it -> it.eventId().equals(event.eventId()));
        story.deadLetters.add(new DeadLetter(0, "", Optional.of(event)));
      }),
  ANSWER_WITH_A_WRONG_SEQ(
      Invariant.I1,
      (story, n) -> {
        var row = any(story.messages, n);
        story.mina.add(
            new Answered(
                story.tick(),
                Story.MINA,
                "" + row.channel(),
                row.key(),
                "STORED",
                0,
                Optional.of("" + row.id()),
                Optional.of(row.seq() + 100)));
      }),
  OTHER_CONTENT_SWALLOWED(
      Invariant.I1,
      (story, n) -> {
        var row = any(story.messages, n);
        story.mina.add(
            new Sent(
                story.tick(), Story.MINA, "" + row.channel(), row.key(), "something else", "rest"));
      }),
  KEY_STORED_TWICE(
      Invariant.I2,
      (story, n) -> {
        var row = any(story.messages, n);
        story.messages.add(Change.place(row, row.id() + (1L << 40), row.seq() + 1000));
      }),
  SHOWN_TWICE(
      Invariant.I3,
      (story, n) -> {
        var at = any(creates(story), n);
        story.jun.add(story.jun.indexOf(at) + 1, at);
      }),
  SHOWN_AGAIN_AFTER_A_CUT(
      Invariant.I3,
      (story, n) -> {
        story.breaks();
        story.jun.add(any(creates(story), n));
      }),
  NEVER_SHOWN(Invariant.I3, (story, n) -> story.jun.remove(any(creates(story), n))),
  HOLE_IN_SEQ(
      Invariant.I4,
      (story, _) -> {
        var row = story.longest().getLast();
        story.messages.set(story.messages.indexOf(row), Change.place(row, row.id(), row.seq() + 1));
      }),
  HEAD_BEHIND(
      Invariant.I4,
      (story, _) -> {
        var row = story.longest().getLast();
        story.messages.add(
            Change.key(Change.place(row, row.id() + (1L << 30), row.seq() + 1), "k-more"));
      }),
  SHOWN_OUT_OF_ORDER(
      Invariant.I5,
      (story, _) -> {
        var channel = "" + story.longest().getFirst().channel();
        var of = creates(story).stream().filter(it -> it.channel().equals(channel)).toList();
        var first = story.jun.indexOf(of.get(0));
        var second = story.jun.indexOf(of.get(1));
        story.jun.set(first, of.get(1));
        story.jun.set(second, of.get(0));
      }),
  SHOWN_WITHOUT_A_ROW(
      Invariant.I6,
      (story, n) -> {
        var row = any(story.messages, n);
        story.shows(Screen.CREATE, Change.place(row, row.id() + 1, row.seq() + 1000));
      }),
  SHOWN_WITH_OTHER_CONTENT(
      Invariant.I6,
      (story, n) -> {
        var shown = any(creates(story), n);
        story.jun.set(story.jun.indexOf(shown), Change.content(shown, "not what was said"));
      }),
  SHOWN_AFTER_REVOCATION(
      Invariant.I7,
      (story, n) -> {
        var shown = any(creates(story), n);
        story.runner.add(
            new Entry.SightChanged(shown.at() - 2_000_001, Story.JUN, shown.channel(), false));
      }),
  CURSOR_FELL(
      Invariant.I8,
      (story, n) ->
          story.jun.add(
              new Entry.CursorSeen(
                  story.tick(),
                  Story.JUN,
                  "" + story.messages.getLast().channel(),
                  Integer.toString(n)))),
  CURSOR_LOST(
      Invariant.I8,
      (story, n) -> {
        var state = story.readStates.getFirst();
        story.readStates.set(0, new ReadState(state.user(), state.channel(), n));
      }),
  ID_TWICE(
      Invariant.I9,
      (story, n) -> {
        var row = any(story.messages, n);
        story.messages.add(
            new StoredMessage(
                1, row.id(), 1, row.author(), "k-else", "e-else", row.content(), false));
      }),
  ID_OF_NO_NODE(
      Invariant.I9,
      (story, n) -> {
        var row = any(story.messages, n);
        story.messages.set(
            story.messages.indexOf(row), Change.place(row, row.id() + (1L << 12), row.seq()));
      }),
  PAGE_WITH_A_HOLE(
      Invariant.I10,
      (story, n) -> {
        var page = page(story);
        var ids = new ArrayList<>(page.ids());
        ids.remove(n % (ids.size() - 1));
        story.jun.set(story.jun.indexOf(page), Change.ids(page, ids));
      }),
  PAGE_THAT_ENDS_EARLY(
      Invariant.I10,
      (story, _) -> {
        var page = page(story);
        var ids = page.ids().subList(0, page.ids().size() - 1);
        story.jun.set(story.jun.indexOf(page), Change.ids(page, ids));
      }),
  MESSAGE_ON_TWO_PAGES(
      Invariant.I10,
      (story, n) -> {
        var page = page(story);
        var id = any(page.ids(), n);
        story.jun.add(Change.ids(page, List.of(id)));
      }),
  NOT_TOLD_ON_THE_LOG(Invariant.LOG, (story, n) -> story.log.remove(any(story.log, n))),
  LOG_OUT_OF_ORDER(
      Invariant.LOG,
      (story, _) -> {
        var channel = story.longest().getFirst().channel();
        var of = story.log.stream().filter(it -> it.key() == channel).toList();
        var first = story.log.indexOf(of.get(0));
        var second = story.log.indexOf(of.get(1));
        story.log.set(first, of.get(1));
        story.log.set(second, of.get(0));
      }),
  LEFT_IN_THE_OUTBOX(
      Invariant.LOG, (story, n) -> story.outbox.add(new OutboxRow(n, Story.channel(0)))),
  EDIT_NOT_TOLD(
      Invariant.LOG, (story, _) -> story.log.removeIf(it -> it.type().equals("MESSAGE_UPDATE")));

  private final Invariant breaks;

  @SuppressWarnings("ImmutableEnumChecker") // the lambdas hold nothing
  private final BiConsumer<Story, Integer> done;

  Harm(Invariant breaks, BiConsumer<Story, Integer> done) {
    this.breaks = breaks;
    this.done = done;
  }

  Invariant breaks() {
    return breaks;
  }

  Story done(Story story, int n) {
    done.accept(story, n);
    return story;
  }

  private static <T> T any(List<T> some, int n) {
    return some.get(n % some.size());
  }

  private static List<Shown> creates(Story story) {
    return story.jun.stream()
        .filter(Shown.class::isInstance)
        .map(Shown.class::cast)
        .filter(it -> it.type().equals(Screen.CREATE))
        .toList();
  }

  private static Paged page(Story story) {
    var channel = "" + story.longest().getFirst().channel();
    return story.jun.stream()
        .filter(Paged.class::isInstance)
        .map(Paged.class::cast)
        .filter(it -> it.channel().equals(channel))
        .findFirst()
        .orElseThrow();
  }

  /// The same with one thing changed.
  private static final class Change {
    private Change() {}

    static StoredMessage place(StoredMessage it, long id, int seq) {
      return new StoredMessage(
          it.channel(), id, seq, it.author(), it.key(), it.eventId(), it.content(), false);
    }

    static StoredMessage key(StoredMessage it, String key) {
      return new StoredMessage(
          it.channel(), it.id(), it.seq(), it.author(), key, key, it.content(), false);
    }

    static StoredMessage event(StoredMessage it, String event) {
      return new StoredMessage(
          it.channel(), it.id(), it.seq(), it.author(), it.key(), event, it.content(), false);
    }

    static Shown content(Shown it, String content) {
      return new Shown(
          it.at(),
          it.user(),
          it.session(),
          it.s(),
          it.type(),
          it.channel(),
          it.id(),
          it.seq(),
          it.author(),
          content);
    }

    static Paged ids(Paged it, List<String> ids) {
      return new Paged(
          it.at(),
          it.user(),
          it.channel(),
          it.walk(),
          it.by(),
          it.anchor(),
          it.limit(),
          ids,
          it.seqs(),
          it.last());
    }
  }
}
