package chat.maru.message.audit;

import chat.maru.message.log.MessageAccepted;
import chat.maru.platform.stream.Received;
import chat.maru.platform.stream.TopicReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Follows the log of accepted messages behind the persistor, so many records a round. What it
/// hands out has been decided: its offset is committed, and it has had time to be told.
final class AcceptedWatch implements AutoCloseable {
  private static final Duration BACK = Duration.ofMinutes(1);

  private final TopicReader reader;
  private final AuditConfig.Bounds bounds;
  private final Clock clock;
  private final Map<Integer, Long> positions = new HashMap<>();
  private long passedOver;

  /// An accepted message.
  ///
  /// @param at when the broker got it
  record Taken(MessageAccepted event, Instant at) {}

  AcceptedWatch(TopicReader reader, AuditConfig.Bounds bounds, Clock clock) {
    this.reader = reader;
    this.bounds = bounds;
    this.clock = clock;
  }

  List<Taken> next() {
    passedOver = 0;
    var settled = clock.instant().minus(bounds.settle());
    var young = reader.offsetsAt(settled);
    var committed = reader.committed(bounds.group());
    if (positions.isEmpty()) {
      positions.putAll(reader.offsetsAt(settled.minus(BACK)));
    }
    var taken = new ArrayList<Taken>();
    var each = Math.max(1, bounds.records() / Math.max(1, young.size()));
    for (var partition : young.keySet()) {
      long until =
          Math.min(young.getOrDefault(partition, 0L), committed.getOrDefault(partition, 0L));
      long from = positions.getOrDefault(partition, until);
      if (until <= from) {
        continue; // nothing, or the group was set back: it will pass here again
      }
      passedOver += Math.max(0, until - from - each);
      from = Math.max(from, until - each);
      reader.read(partition, from, until, take(taken::add));
      positions.put(partition, until);
    }
    return taken;
  }

  private static Consumer<Received> take(Consumer<Taken> each) {
    return received ->
        Optional.ofNullable(received.value())
            .flatMap(AcceptedAudit::read)
            .ifPresent(
                event -> each.accept(new Taken(event, Instant.ofEpochMilli(received.timestamp()))));
  }

  long passedOver() {
    return passedOver;
  }

  @Override
  public void close() {
    reader.close();
  }
}
