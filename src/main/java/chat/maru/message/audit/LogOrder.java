package chat.maru.message.audit;

import chat.maru.message.audit.LogEntry.LoggedMessage;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/// Holds the messages that a log shows against the rule that it shows each once, in the order of
/// their places, and leaves none out. Begins anywhere: of a channel it knows what it has read.
///
/// A record that comes again with its outbox id is the relay's repeat after a crash, which readers
/// drop; it is no fault.
final class LogOrder {
  /// As many places of one channel are remembered as missing; more are reported at once.
  private static final int MOST_MISSING = 10_000;

  private final Consumer<Finding> findings;
  private final Map<Long, Track> tracks;
  private int round;

  /// What was read of one channel.
  private static final class Track {
    final int first;
    int last;
    long outboxId;

    /// Places that were passed over, and in which round.
    final TreeMap<Integer, Integer> missing = new TreeMap<>();

    Track(LoggedMessage message) {
      first = message.seq();
      last = message.seq();
      outboxId = message.outboxId();
    }
  }

  /// The places of a channel that were read, from the first to the last.
  record Read(int first, int last) {}

  /// @param channels how many channels are remembered; those longest without a message go
  LogOrder(int channels, Consumer<Finding> findings) {
    this.findings = findings;
    this.tracks =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Long, Track> eldest) {
            return size() > channels;
          }
        };
  }

  void take(LoggedMessage message) {
    var track = tracks.get(message.channelId());
    if (track == null) {
      tracks.put(message.channelId(), new Track(message));
      return;
    }
    if (track.missing.remove(message.seq()) != null) {
      fault(Fault.LOG_ORDER, message);
    } else if (message.seq() > track.last) {
      follow(track, message);
    } else if (message.outboxId() > track.outboxId) {
      fault(Fault.RECORD_TWICE, message);
    }
    track.outboxId = Math.max(track.outboxId, message.outboxId());
  }

  private void follow(Track track, LoggedMessage message) {
    if (message.outboxId() < track.outboxId) {
      fault(Fault.LOG_ORDER, message); // readers have seen a higher one, and drop it
    }
    if (message.seq() - track.last > MOST_MISSING) {
      findings.accept(
          Finding.range(Fault.NOT_ON_LOG, message.channelId(), track.last + 1, message.seq() - 1));
    } else {
      for (var seq = track.last + 1; seq < message.seq(); seq++) {
        track.missing.put(seq, round);
      }
    }
    track.last = message.seq();
  }

  private void fault(Fault fault, LoggedMessage message) {
    findings.accept(
        Finding.of(fault, message.channelId(), message.id(), message.seq())
            .at("outbox " + message.outboxId() + " at " + message.offset()));
  }

  /// Ends a round: what had been passed over before it and has not come is missing.
  void endRound() {
    report(noted -> noted < round);
    round++;
  }

  /// Ends the log: whatever was passed over is missing.
  void end() {
    report(_ -> true);
  }

  private void report(IntPredicate due) {
    tracks.forEach(
        (channelId, track) -> {
          var first = 0;
          var last = -1;
          for (Iterator<Map.Entry<Integer, Integer>> it = track.missing.entrySet().iterator();
              it.hasNext(); ) {
            var entry = it.next();
            if (!due.test(entry.getValue())) {
              continue;
            }
            it.remove();
            if (last >= first && entry.getKey() == last + 1) {
              last++;
            } else {
              gap(channelId, first, last);
              first = entry.getKey();
              last = first;
            }
          }
          gap(channelId, first, last);
        });
  }

  private void gap(long channelId, int first, int last) {
    if (last >= first) {
      findings.accept(Finding.range(Fault.NOT_ON_LOG, channelId, first, last));
    }
  }

  /// Forgets all, where records were passed over without being read.
  void forget() {
    tracks.clear();
  }

  Optional<Read> read(long channelId) {
    return Optional.ofNullable(tracks.get(channelId))
        .map(track -> new Read(track.first, track.last));
  }
}
