package chat.maru.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.platform.Surroundings.SurroundingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final DataDirectory data;

  ChildTest(@TempDir Path temporary) {
    data = DataDirectory.open(temporary.resolve("data"));
  }

  @Test
  void stopsWhatAnEarlierServerLeft() throws Exception {
    var launched = new Child("Sleep", "sleep", data);
    launched.launch(List.of("sleep", "1000"), data.root(), Map.of());
    var left = launched.handle().orElseThrow();

    new Child("Sleep", "sleep", data).stop(ProcessHandle::destroy, LIMIT);

    assertThat(Processes.runs(left)).isFalse();
    assertThat(data.run("sleep.pid")).doesNotExist();
  }

  @Test
  void leavesAProcessAloneThatWasGivenTheSameNumberLater() throws Exception {
    var stranger = new ProcessBuilder("sleep", "1000").start();
    try {
      Files.writeString(data.run("sleep.pid"), stranger.pid() + " another-boot-4711\n");
      var child = new Child("Sleep", "sleep", data);

      child.stop(ProcessHandle::destroy, LIMIT);
      child.kill();

      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void killsWhatDoesNotEndInTime() throws Exception {
    var child = new Child("Deaf", "deaf", data);
    child.launch(
        List.of("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 1; done"),
        data.root(),
        Map.of());
    child.awaitReady(() -> child.complaints().contains("deaf"), LIMIT);
    var process = child.handle().orElseThrow();

    child.stop(ProcessHandle::destroy, Duration.ofMillis(100));

    assertThat(Processes.runs(process)).isFalse();
  }

  @Test
  void saysThatTheDiskIsFull() throws IOException {
    var child = new Child("Database", "database", data);
    child.launch(
        List.of("sh", "-c", "echo 'FATAL: could not write: No space left on device'; exit 1"),
        data.root(),
        Map.of());

    assertThatThrownBy(() -> child.awaitReady(() -> false, LIMIT))
        .isInstanceOf(SurroundingsException.class)
        .hasMessageStartingWith("The disk is full: Database ended at its start");
  }

  @Test
  void saysWhyAServiceEnded() throws IOException {
    var child = new Child("Database", "database", data);
    child.launch(
        List.of("sh", "-c", "echo fine; echo 'FATAL:  wrong page size'; exit 1"),
        data.root(),
        Map.of());

    assertThatThrownBy(() -> child.awaitReady(() -> false, LIMIT))
        .isInstanceOf(SurroundingsException.class)
        .hasMessage(
            "Database ended at its start (FATAL:  wrong page size): its log is %s."
                .formatted(data.log("database")));
  }

  @Test
  void saysThatAProgramCannotRun() throws IOException {
    var child = new Child("Database", "database", data);
    child.launch(List.of(data.root().resolve("absent").toString()), data.root(), Map.of());

    assertThatThrownBy(() -> child.awaitReady(() -> false, LIMIT))
        .isInstanceOf(SurroundingsException.class)
        .hasMessageContaining("absent: No such file or directory");
  }
}
