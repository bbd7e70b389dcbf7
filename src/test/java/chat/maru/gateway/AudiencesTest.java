package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.event.Audience;
import chat.maru.event.LogRecord;
import chat.maru.wire.Json;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AudiencesTest {
  /// Neither the database nor memory: the log brings every guild to every node.
  @Test
  void nothingIsAskedAboutAGuildThatNobodyHereIsIn() {
    var audiences = new Audiences(); // with nobody to ask
    audiences.sessions = new Sessions();
    var record =
        new LogRecord(
            1,
            "MESSAGE_CREATE",
            8,
            1,
            new Audience.Channel(8, 7),
            Json.toTree(Map.of("id", "9", "channel_id", "8", "guild_id", "7")),
            Optional.empty());

    assertThat(audiences.of(Tailed.of(1, record))).isEmpty();
  }
}
