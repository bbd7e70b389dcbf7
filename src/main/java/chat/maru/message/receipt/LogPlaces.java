package chat.maru.message.receipt;

import chat.maru.kernel.Problem;
import chat.maru.kernel.Snowflake;
import chat.maru.message.audit.LogEntry;
import chat.maru.message.audit.LogEntry.LoggedMessage;
import chat.maru.platform.stream.Received;
import chat.maru.platform.stream.StreamConfig;
import chat.maru.platform.stream.StreamException;
import chat.maru.platform.stream.Topic;
import chat.maru.platform.stream.TopicReader;
import chat.maru.platform.stream.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the record that tells of a message on the ordered log: by the time in its id, which the
/// broker's index leads to, and few records from there (ADR 0028). One call at a time.
@ApplicationScoped
public class LogPlaces {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// A message is published a moment after its id was made.
  private static final Search NEAR = new Search(Duration.ofMillis(500), 5_000);

  /// Where clocks disagree, or the relay was late.
  private static final Search FAR = new Search(Duration.ofMinutes(1), 50_000);

  @Inject StreamConfig config;
  @Inject Topics topics;

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable TopicReader reader;

  private record Search(Duration back, int most) {}

  /// What lies at an offset.
  sealed interface At {
    /// A record.
    record There(Optional<LoggedMessage> message) implements At {}

    /// The log does not reach there, any more or again.
    record Gone() implements At {}
  }

  /// Finds a message; empty where the log holds it no more, or far from the time in its id.
  ///
  /// @throws StreamException if the broker does not answer
  Optional<LoggedMessage> find(long channelId, long id) {
    return ask(
        it -> {
          var span = it.spans().getOrDefault(0, new TopicReader.Span(0, 0));
          return Stream.of(NEAR, FAR)
              .map(search -> find(it, span, search, new LoggedId(channelId, id)))
              .flatMap(Optional::stream)
              .findFirst();
        });
  }

  private record LoggedId(long channelId, long id) {
    boolean isOf(Received record) {
      return Long.toString(channelId).equals(record.key());
    }

    boolean is(LoggedMessage message) {
      return message.channelId() == channelId && message.id() == id;
    }
  }

  private static Optional<LoggedMessage> find(
      TopicReader reader, TopicReader.Span span, Search search, LoggedId wanted) {
    var since = Snowflake.time(wanted.id()).minus(search.back());
    long from = reader.offsetsAt(since).getOrDefault(0, span.end());
    var until = Math.min(span.end(), from + search.most());
    var found = new LoggedMessage[1];
    reader.readWhile(
        0,
        from,
        until,
        received -> {
          if (wanted.isOf(received)) {
            LogEntry.read(received)
                .message()
                .filter(wanted::is)
                .ifPresent(message -> found[0] = message);
          }
          return found[0] == null;
        });
    return Optional.ofNullable(found[0]);
  }

  /// Looks at one offset.
  ///
  /// @throws StreamException if the broker does not answer
  At at(long offset) {
    return ask(
        it -> {
          var span = it.spans().getOrDefault(0, new TopicReader.Span(0, 0));
          if (offset < span.first() || offset >= span.end()) {
            return new At.Gone();
          }
          var entry = new LogEntry[1];
          it.read(0, offset, offset + 1, received -> entry[0] = LogEntry.read(received));
          return entry[0] == null ? new At.Gone() : new At.There(entry[0].message());
        });
  }

  private <T> T ask(Function<TopicReader, T> question) {
    acquire();
    try {
      if (reader == null) {
        reader = new TopicReader(config, topics.name(Topic.PERSISTED));
      }
      return question.apply(reader);
    } catch (StreamException e) {
      close();
      throw e;
    } finally {
      lock.unlock();
    }
  }

  private void acquire() {
    try {
      if (lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw Problem.UNAVAILABLE.error().retryAfter(Duration.ofSeconds(1));
  }

  private void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }

  @PreDestroy
  void stop() {
    acquire();
    try {
      close();
    } finally {
      lock.unlock();
    }
  }
}
