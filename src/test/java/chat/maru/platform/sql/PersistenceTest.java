package chat.maru.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PersistenceTest {
  @Test
  void storesShareOneEntityManager() throws IOException {
    try (var files = Files.walk(Path.of("src/main/java"))) {
      var others =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.endsWith("Persistence.java"))
              .filter(PersistenceTest::hasContextOfItsOwn)
              .toList();
      assertThat(others)
          .as("@Inject EntityManager instead of @PersistenceContext: see Persistence")
          .isEmpty();
    }
  }

  private static boolean hasContextOfItsOwn(Path file) {
    try {
      return Files.readString(file).contains("@PersistenceContext");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
