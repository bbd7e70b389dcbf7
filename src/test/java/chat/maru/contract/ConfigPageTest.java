package chat.maru.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Whatever can be configured has its row in the docs.
class ConfigPageTest {
  private static final Pattern INJECTED =
      Pattern.compile("@ConfigProperty\\(\\s*name\\s*=\\s*\"(maru\\.[^\"]+)\"");
  private static final Pattern DEFAULT = Pattern.compile("(?m)^(maru\\.[^=\\s]+)\\s*=");

  @Test
  void everyKeyHasItsRow() throws IOException {
    var page = Files.readString(Path.of("docs/CONFIG.md"));
    var keys = new TreeSet<String>();
    try (var files = Files.walk(Path.of("src/main"))) {
      for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        if (file.toString().endsWith(".java")) {
          INJECTED.matcher(Files.readString(file)).results().forEach(m -> keys.add(m.group(1)));
        } else if (file.endsWith("microprofile-config.properties")) {
          DEFAULT.matcher(Files.readString(file)).results().forEach(m -> keys.add(m.group(1)));
        }
      }
    }
    assertThat(keys).isNotEmpty().allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
  }
}
