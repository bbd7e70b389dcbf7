package chat.maru.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FormatTest {
  @Test
  void everyFileIsAsTheFormatterWritesIt() {
    assertThat(Format.changed(Path.of("src"), false)).as("run mvn -Pformat").isEmpty();
  }
}
