package chat.maru.proof.check;

import chat.maru.proof.check.Evidence.Accepted;
import chat.maru.proof.check.Evidence.DeadLetter;
import chat.maru.proof.check.Evidence.Event;
import chat.maru.proof.check.Evidence.Head;
import chat.maru.proof.check.Evidence.Lease;
import chat.maru.proof.check.Evidence.Logged;
import chat.maru.proof.check.Evidence.OutboxRow;
import chat.maru.proof.check.Evidence.Outcome;
import chat.maru.proof.check.Evidence.ReadState;
import chat.maru.proof.check.Evidence.StoredMessage;
import chat.maru.proof.check.Evidence.Told;
import chat.maru.proof.check.Evidence.Version;
import chat.maru.proof.journal.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/// A history that keeps every promise, made up without a server: to be changed by tests that show
/// what the checker finds. Mina sends, Jun listens and comes back after a cut, reads a page and
/// moves a cursor.
final class Story {
  static final String MINA = "701";
  static final String JUN = "801";
  static final String JUNS_SESSION = "s-jun";
  static final String HERE = "ws://localhost:1";

  private static final long FIRST_CHANNEL = 900;
  private static final int STEP_MICROS = 1000;
  private static final int LONG_MICROS = 10_000_000;

  final List<Entry> mina = new ArrayList<>();
  final List<Entry> jun = new ArrayList<>();
  final List<Entry> runner = new ArrayList<>();
  final List<StoredMessage> messages = new ArrayList<>();
  final List<Version> versions = new ArrayList<>();
  final List<Accepted> accepted = new ArrayList<>();
  final List<Logged> log = new ArrayList<>();
  final List<DeadLetter> deadLetters = new ArrayList<>();
  final List<OutboxRow> outbox = new ArrayList<>();
  final List<ReadState> readStates = new ArrayList<>();
  private final Map<Long, Integer> seqs = new HashMap<>();
  private long now = 1_000_000_000;
  private int s;
  private long outboxId;

  /// @param channels of each message, in the order in which they are sent: 0, 1, 2...
  /// @param cutAt before which of them Jun's connection breaks and is taken up again
  static Story of(List<Integer> channels, int cutAt) {
    var story = new Story();
    channels.stream().distinct().forEach(it -> story.lets(JUN, channel(it)));
    story.now += LONG_MICROS;
    story.jun.add(new Entry.Opened(story.tick(), JUN, JUNS_SESSION, HERE, false, 0));
    channels.stream().distinct().forEach(it -> story.follows(channel(it)));
    for (var i = 0; i < channels.size(); i++) {
      if (i == cutAt) {
        story.breaks();
      }
      story.says(channel(channels.get(i)), "k" + i, "text " + i);
    }
    story.edits(story.messages.getFirst(), "other text");
    channels.stream().distinct().forEach(it -> story.pages(channel(it)));
    story.reads(story.messages.getLast());
    return story;
  }

  static long channel(int number) {
    return FIRST_CHANNEL + number;
  }

  long tick() {
    now += STEP_MICROS;
    return now;
  }

  private void lets(String user, long channel) {
    runner.add(new Entry.SightChanged(tick(), user, Long.toString(channel), true));
  }

  private void follows(long channel) {
    jun.add(new Entry.Follows(tick(), JUN, JUNS_SESSION, Long.toString(channel), "0"));
  }

  void breaks() {
    jun.add(new Entry.Closed(tick(), JUN, JUNS_SESSION, 1006));
    jun.add(new Entry.Opened(tick(), JUN, JUNS_SESSION, HERE, true, s));
  }

  void says(long channel, String key, String content) {
    var at = Long.toString(channel);
    mina.add(new Entry.Sent(tick(), MINA, at, key, content, "gateway"));
    var event =
        new Event("e-" + key, channel, Facts.id(MINA), key, content, Instant.ofEpochSecond(1));
    accepted.add(new Accepted(0, accepted.size(), Optional.of(event)));
    mina.add(
        new Entry.Answered(
            tick(), MINA, at, key, "ACCEPTED", 0, Optional.empty(), Optional.empty()));
    var row =
        new StoredMessage(
            channel,
            tick() << 22,
            seqs.merge(channel, 1, Integer::sum),
            Facts.id(MINA),
            key,
            "e-" + key,
            content,
            false);
    messages.add(row);
    tells(Screen.CREATE, row, Optional.of(key));
    shows(Screen.CREATE, row);
  }

  void edits(StoredMessage row, String content) {
    versions.add(new Version(row.channel(), row.id(), 1, row.content()));
    var edited =
        new StoredMessage(
            row.channel(),
            row.id(),
            row.seq(),
            row.author(),
            row.key(),
            row.eventId(),
            content,
            false);
    messages.set(messages.indexOf(row), edited);
    mina.add(
        new Entry.Edited(
            tick(), MINA, Long.toString(row.channel()), Long.toString(row.id()), content));
    tells("MESSAGE_UPDATE", edited, Optional.empty());
    shows("MESSAGE_UPDATE", edited);
  }

  void tells(String type, StoredMessage row, Optional<String> key) {
    var told =
        new Told(row.channel(), row.id(), row.seq(), row.author(), Optional.of(row.content()), key);
    log.add(
        new Logged(
            log.size(), type, row.channel(), ++outboxId, Optional.of(told), Optional.empty()));
  }

  /// Tells Mina that a message of hers was refused.
  void refuses(Event event) {
    var outcome =
        new Outcome(
            event.channel(),
            event.sender(),
            event.eventId(),
            event.key(),
            "REFUSED",
            Optional.empty(),
            Optional.empty());
    log.add(
        new Logged(
            log.size(),
            "message.outcome",
            event.channel(),
            ++outboxId,
            Optional.empty(),
            Optional.of(outcome)));
  }

  void shows(String type, StoredMessage row) {
    jun.add(
        new Entry.Shown(
            tick(),
            JUN,
            JUNS_SESSION,
            ++s,
            type,
            Long.toString(row.channel()),
            Long.toString(row.id()),
            row.seq(),
            MINA,
            row.content()));
  }

  private void pages(long channel) {
    var rows = messages.stream().filter(it -> it.channel() == channel).toList();
    now += LONG_MICROS;
    jun.add(
        new Entry.Paged(
            now,
            JUN,
            Long.toString(channel),
            "w" + channel,
            "after",
            "0",
            100,
            rows.stream().map(it -> Long.toString(it.id())).toList(),
            rows.stream().map(StoredMessage::seq).toList(),
            true));
  }

  private void reads(StoredMessage row) {
    var channel = Long.toString(row.channel());
    var id = Long.toString(row.id());
    jun.add(new Entry.CursorAsked(tick(), JUN, channel, id));
    jun.add(new Entry.CursorSeen(tick(), JUN, channel, id));
    readStates.add(new ReadState(Facts.id(JUN), row.channel(), row.id()));
  }

  /// The channel in which most was said, and its rows.
  List<StoredMessage> longest() {
    return seqs.keySet().stream()
        .map(it -> messages.stream().filter(row -> row.channel() == it).toList())
        .reduce((a, b) -> a.size() >= b.size() ? a : b)
        .orElseThrow();
  }

  Evidence evidence() {
    var heads =
        seqs.keySet().stream()
            .map(
                it -> {
                  var ids =
                      messages.stream()
                          .filter(row -> row.channel() == it)
                          .mapToLong(StoredMessage::id);
                  var last = LongStream.concat(ids, LongStream.of(0)).max().orElse(0);
                  return new Head(it, seqs.getOrDefault(it, 0), last, outboxId, false);
                })
            .toList();
    return new Evidence(
        List.of(mina, jun, runner),
        messages,
        versions,
        heads,
        accepted,
        log,
        deadLetters,
        outbox,
        readStates,
        List.of(new Lease(0, Optional.empty())));
  }
}
