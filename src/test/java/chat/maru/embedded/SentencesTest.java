package chat.maru.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.platform.Surroundings.SurroundingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said when the machine or the settings do not allow a start.
class SentencesTest {
  private final Path temporary;

  SentencesTest(@TempDir Path temporary) {
    this.temporary = temporary;
  }

  @Test
  void tooLittleSpace() {
    assertThatThrownBy(() -> DataDirectory.requireSpace(temporary, Long.MAX_VALUE))
        .isInstanceOf(SurroundingsException.class)
        .hasMessageStartingWith("The disk is full: ")
        .hasMessageEndingWith("maru.data (MARU_DATA).");
  }

  @Test
  void aDataDirectoryThatCannotBeMade() throws IOException {
    var file = Files.writeString(temporary.resolve("file"), "not a directory");

    assertThatThrownBy(() -> DataDirectory.open(file.resolve("data")))
        .isInstanceOf(SurroundingsException.class)
        .hasMessageStartingWith("The data directory " + file.resolve("data") + " cannot be used");
  }

  @Test
  void aMachineWithoutPrograms() {
    var programs = new Programs(temporary, "Linux", "riscv64");

    assertThatThrownBy(programs::postgres)
        .isInstanceOf(SurroundingsException.class)
        .hasMessage(
            "No embedded PostgreSQL exists for linux-riscv64: give the address of your own with maru.db.url (MARU_DB_URL).");
    assertThatThrownBy(programs::redis)
        .isInstanceOf(SurroundingsException.class)
        .hasMessage(
            "No embedded Redis exists for linux-riscv64: give the address of your own with maru.redis.url (MARU_REDIS_URL).");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "-1", "65536", "8o"})
  void aPortThatIsNone(String text) {
    var config = new EmbeddedConfig(Map.of("maru.embedded.redis.port", text)::get);

    assertThatThrownBy(() -> config.port("maru.embedded.redis.port", 16_379))
        .isInstanceOf(SurroundingsException.class)
        .hasMessage(
            "maru.embedded.redis.port (MARU_EMBEDDED_REDIS_PORT) must be a port between 0 and 65535, not \"%s\"."
                .formatted(text));
  }

  @Test
  void theDefaultPortsAndTheDirectory() {
    var config = new EmbeddedConfig(Map.of("maru.embedded.redis.port", " ")::get);

    assertThat(config.port("maru.embedded.redis.port", 16_379)).isEqualTo(16_379);
    assertThat(config.data()).isAbsolute().hasFileName("data");
    assertThat(config.programs()).isEqualTo(config.data().resolve("programs"));
  }
}
