package chat.maru.message.audit;

import chat.maru.message.audit.LogEntry.LoggedMessage;
import chat.maru.platform.stream.TopicReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Follows the ordered log, so many records a round, and remembers which events it has decided.
final class LogWatch implements AutoCloseable {
  private static final int CHANNELS = 50_000;
  private static final int EVENTS = 50_000;

  /// How far it looks back at its beginning, beyond what the accepted log is read from.
  private static final Duration BACK = Duration.ofMinutes(2);

  /// Records that are searched for what was not seen, at the most.
  private static final int SEARCHED = 50_000;

  private final TopicReader reader;
  private final int most;
  private final LogOrder order;
  private final Clock clock;
  private long position = -1;
  private long records;
  private long passedOver;

  private final Map<String, Boolean> events =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > EVENTS;
        }
      };

  /// @param most records that are read in a round
  LogWatch(TopicReader reader, int most, Clock clock, Consumer<Finding> findings) {
    this.reader = reader;
    this.most = most;
    this.clock = clock;
    this.order = new LogOrder(CHANNELS, findings);
  }

  /// Reads on to the end of the log, and returns the messages that it shows.
  List<LoggedMessage> next() {
    records = 0;
    passedOver = 0;
    var span = reader.spans().getOrDefault(0, new TopicReader.Span(0, 0));
    place(span);
    var messages = new ArrayList<LoggedMessage>();
    reader.read(
        0,
        position,
        span.end(),
        received -> {
          records++;
          var entry = LogEntry.read(received);
          note(entry);
          entry.message().ifPresent(order::take);
          entry.message().ifPresent(messages::add);
        });
    position = span.end();
    order.endRound();
    return messages;
  }

  /// Begins, or begins anew where the log was cut or brings more than is read.
  private void place(TopicReader.Span span) {
    if (position < 0) {
      position = reader.offsetsAt(clock.instant().minus(BACK)).getOrDefault(0, span.end());
    }
    if (position < span.first() || position > span.end()) {
      order.forget();
      position = Math.min(Math.max(position, span.first()), span.end());
    }
    if (span.end() - position > most) {
      order.forget();
      passedOver = span.end() - most - position;
      position = span.end() - most;
    }
  }

  private void note(LogEntry entry) {
    if (!entry.eventId().isEmpty()) {
      events.put(entry.eventId(), true);
    }
  }

  /// Whether it was seen that the event was decided.
  boolean saw(String eventId) {
    return events.containsKey(eventId);
  }

  /// Looks for events that were not seen, from a moment to the end of the log.
  ///
  /// @return those that are not there; none where the log is too long to tell
  Set<String> missing(Set<String> eventIds, Instant since) {
    var missing = new HashSet<>(eventIds);
    var span = reader.spans().getOrDefault(0, new TopicReader.Span(0, 0));
    long from = reader.offsetsAt(since).getOrDefault(0, span.end());
    if (span.end() - from > SEARCHED) {
      return Set.of();
    }
    reader.read(0, from, span.end(), received -> missing.remove(LogEntry.read(received).eventId()));
    return missing;
  }

  long position() {
    return position;
  }

  long records() {
    return records;
  }

  long passedOver() {
    return passedOver;
  }

  @Override
  public void close() {
    reader.close();
  }
}
