package chat.maru.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrongClockTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void itIsWrongByWhatTheFileSaysAtThatMoment(@TempDir Path directory) throws IOException {
    var file = Files.writeString(directory.resolve("clock"), "0\n");
    var clock = new WrongClock(file, Clock.fixed(NOW, ZoneOffset.UTC));
    assertThat(clock.instant()).isEqualTo(NOW);
    Files.writeString(file, "-60000");
    assertThat(clock.instant()).isEqualTo(NOW.minusSeconds(60));
  }
}
