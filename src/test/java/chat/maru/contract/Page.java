package chat.maru.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file of the docs, or a part of one, that is made from the code: a test holds it to that, and
/// writes it anew where the system property `maru.docs.write` is set.
final class Page {
  private static final boolean WRITE = System.getProperty("maru.docs.write") != null;

  private Page() {}

  /// Holds a whole file to the text.
  ///
  /// @param test the simple name of the test that calls
  static void isWhole(Path file, String text, String test) throws IOException {
    if (WRITE) {
      Files.writeString(file, text);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .withFailMessage(stale(file, test))
        .isEqualTo(text);
  }

  /// Holds the one table below a head line to the rows.
  static void hasTable(Path file, String head, String rows, String test) throws IOException {
    var text = Files.readString(file);
    var from = text.indexOf('\n', text.indexOf('\n', text.indexOf(head)) + 1) + 1;
    var to = text.indexOf("\n\n", from) + 1;
    var now = text.substring(0, from) + rows + text.substring(to);
    if (WRITE) {
      Files.writeString(file, now);
      text = now;
    }
    assertThat(text).withFailMessage(stale(file, test)).isEqualTo(now);
  }

  private static String stale(Path file, String test) {
    var unit = test.endsWith("Test");
    return file
        + " is not what the server has. Write it anew with\n    mvn -B "
        + (unit ? "-Pquick verify -Dtest=" + test : "verify -Dtest=none -Dit.test=" + test)
        + " -Dsurefire.failIfNoSpecifiedTests=false -Dit.own-jvm.skip=true -Dmaru.docs.write";
  }
}
