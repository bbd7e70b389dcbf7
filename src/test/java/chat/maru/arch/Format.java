package chat.maru.arch;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Formats the sources with google-java-format on the JDK that compiles them. `mvn -Pformat`
// writes,
/// [FormatTest] checks.
final class Format {
  private Format() {}

  public static void main(String[] args) {
    var changed = changed(Path.of("src"), args.length > 0 && args[0].equals("--write"));
    changed.forEach(file -> System.out.println("formatted " + file));
  }

  /// Returns the files whose text is not what the formatter would write.
  static List<Path> changed(Path root, boolean write) {
    var formatter = new Formatter(JavaFormatterOptions.defaultOptions());
    var changed = new ArrayList<Path>();
    try (var files = Files.walk(root)) {
      for (var file :
          (Iterable<Path>) files.filter(f -> f.toString().endsWith(".java"))::iterator) {
        var before = Files.readString(file);
        var after = format(formatter, file, before);
        if (!after.equals(before)) {
          changed.add(file);
          if (write) {
            Files.writeString(file, after);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return changed;
  }

  private static String format(Formatter formatter, Path file, String text) {
    try {
      var used = RemoveUnusedImports.removeUnusedImports(text);
      return formatter.formatSource(
          ImportOrderer.reorderImports(used, JavaFormatterOptions.Style.GOOGLE));
    } catch (FormatterException e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    }
  }
}
