package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.event.Audience;
import chat.maru.event.LogRecord;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a node still knows of the log.
class RecentTest {
  private final Recent recent = new Recent();

  /// A client that identifies or comes back while nothing happens is not sent away.
  @Test
  void aQuietLogIsKnownForTwoMinutesToo() {
    recent.clear(100);
    recent.moveTo(101);
    recent.moveTo(102);
    assertThat(recent.from(100, 10)).contains(List.of());
    assertThat(recent.from(99, 10)).isEmpty();
  }

  @Test
  void whatComesIsGivenFromAPositionOn() {
    recent.clear(100);
    recent.add(entry(100));
    recent.moveTo(102);
    recent.add(entry(102));
    assertThat(recent.from(101, 10).orElseThrow()).extracting(Tailed::offset).containsExactly(102L);
    assertThat(recent.from(100, 1).orElseThrow()).extracting(Tailed::offset).containsExactly(100L);
    assertThat(recent.position()).isEqualTo(103);
  }

  private static Tailed entry(long offset) {
    return Tailed.of(
        offset,
        new LogRecord(
            LogRecord.VERSION,
            "TYPING_START",
            1,
            offset,
            new Audience.User(1),
            JsonNodeFactory.instance.objectNode(),
            Optional.empty()));
  }
}
