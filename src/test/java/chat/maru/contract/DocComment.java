package chat.maru.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The doc comment of a method in the sources.
final class DocComment {
  private static final String MARK = "  ///";

  private DocComment() {}

  /// Its first paragraph on one line; empty where there is none.
  static Optional<String> of(Method method) {
    var lines = lines(method.getDeclaringClass());
    var at = 0;
    while (!lines[at].matches("  public .* " + method.getName() + "\\(.*")) {
      at++;
    }
    while (!lines[at - 1].isBlank() && !lines[at - 1].startsWith(MARK)) {
      at--; // annotations
    }
    var text = new StringBuilder();
    for (var i = at - 1; lines[i].startsWith(MARK); i--) {
      var line = lines[i].substring(MARK.length()).strip();
      if (line.isEmpty() || line.startsWith("@")) {
        text.setLength(0); // what stood below is no part of the first paragraph
      } else {
        text.insert(0, text.isEmpty() ? line : line + " ");
      }
    }
    return Optional.of(text.toString()).filter(found -> !found.isEmpty());
  }

  private static String[] lines(Class<?> type) {
    var file = Path.of("src/main/java", type.getName().replace('.', '/') + ".java");
    try {
      return Files.readString(file).split("\n", -1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
