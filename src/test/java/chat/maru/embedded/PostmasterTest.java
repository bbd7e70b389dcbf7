package chat.maru.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostmasterTest {
  private final Path cluster;
  private final Path file;

  PostmasterTest(@TempDir Path temporary) throws IOException {
    cluster = temporary.toRealPath();
    file = cluster.resolve("postmaster.pid");
  }

  @Test
  void whatWorksInTheClusterIsAlive() throws Exception {
    var process = new ProcessBuilder("sleep", "1000").directory(cluster.toFile()).start();
    try {
      Files.writeString(file, process.pid() + "\n" + cluster + "\n");

      new Postmaster(cluster).forgetDead();

      assertThat(new Postmaster(cluster).running()).contains(process.toHandle());
      assertThat(file).exists();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aStrangerWithItsNumberIsNot() throws Exception {
    Files.writeString(file, ProcessHandle.current().pid() + "\n" + cluster + "\n");

    assertThat(new Postmaster(cluster).running()).isEmpty();
    new Postmaster(cluster).forgetDead();

    assertThat(file).doesNotExist();
  }

  @Test
  void norIsADeadOneThatNobodyCollected() throws Exception {
    // the shell becomes a program that never collects the child that it had
    var parent =
        new ProcessBuilder("sh", "-c", "sleep 1000 & echo $!; exec sleep 1000")
            .directory(cluster.toFile().getParentFile())
            .start();
    try {
      var child = parent.inputReader().readLine();
      // while it is a shell still, it may collect the child itself
      var program = Path.of("/proc", Long.toString(parent.pid()), "comm");
      while (!Files.readString(program).strip().equals("sleep")) {
        Thread.onSpinWait();
      }
      assertThat(ProcessHandle.of(Long.parseLong(child)).orElseThrow().destroyForcibly()).isTrue();
      var stat = Path.of("/proc", child, "stat");
      while (!Files.readString(stat).contains(") Z ")) {
        Thread.onSpinWait();
      }
      Files.writeString(file, child + "\n");

      new Postmaster(cluster).forgetDead();

      assertThat(file).doesNotExist();
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void aBrokenFileIsLeftToPostgres() throws Exception {
    Files.writeString(file, "");

    new Postmaster(cluster).forgetDead();

    assertThat(file).exists();
  }
}
