package chat.maru.platform.stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.OffsetSpec;

/// Reads the topic of what could not be processed. Nothing is taken away from it.
@ApplicationScoped
public class DeadLetters {
  @Inject Topics topics;
  @Inject StreamConfig config;

  /// The youngest `count` dead letters, oldest first.
  ///
  /// @throws StreamException if the broker does not answer
  public List<Received> last(int count) {
    var found = new ArrayList<Received>();
    read((first, end) -> Math.max(first, end - count), Long.MAX_VALUE, found::add);
    return found;
  }

  /// One dead letter by its place.
  ///
  /// @throws StreamException if the broker does not answer
  public Optional<Received> find(long offset) {
    if (offset == Long.MAX_VALUE) { // behind it there is no place
      return Optional.empty();
    }
    var found = new ArrayList<Received>();
    read((first, end) -> offset < first ? end : Math.min(offset, end), offset + 1, found::add);
    return found.stream().findFirst();
  }

  private void read(Start start, long until, Consumer<Received> each) {
    var topic = topics.name(Topic.DEAD_LETTERS);
    try (var broker = new Broker(config);
        var reader = new TailReader(config, topic)) {
      var end = Math.min(until, broker.offset(topic, 0, OffsetSpec.latest()));
      reader.startAtOffset(start.of(broker.offset(topic, 0, OffsetSpec.earliest()), end));
      reader.runUntil(end, each, (_, _) -> {});
    }
  }

  private interface Start {
    long of(long first, long end);
  }
}
