package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.event.Audience;
import chat.maru.event.LogRecord;
import chat.maru.wire.Json;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What becomes of a record that can not be delivered.
class LogTailTest {
  private final List<RuntimeException> failures = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private final LogTail tail = new LogTail();

  LogTailTest() {
    tail.hub =
        new SessionHub() {
          @Override
          void deliver(Tailed entry) {
            if (!failures.isEmpty()) {
              throw failures.removeFirst();
            }
            done.add("delivered " + entry.guildId());
          }

          @Override
          void missed(Tailed entry) {
            done.add("missed " + entry.guildId());
          }
        };
  }

  @Test
  void whatADefectKeepsFromSessionsEndsThem() {
    failures.add(new IllegalStateException("a defect"));
    tail.deliver(entry());
    assertThat(done).containsExactly("missed 7");
  }

  @Test
  void anOutageIsWaitedFor() {
    failures.add(new IllegalStateException(new SQLException("gone", "08006")));
    tail.deliver(entry());
    assertThat(done).containsExactly("delivered 7");
  }

  private static Tailed entry() {
    var record =
        new LogRecord(
            1,
            "GUILD_UPDATE",
            7,
            1,
            new Audience.Guild(7),
            Json.toTree(Map.of("id", "7")),
            Optional.empty());
    return Tailed.of(1, record);
  }
}
