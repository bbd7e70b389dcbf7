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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Formats the sources with google-java-format on the JDK that compiles them. `mvn -Pformat`
/// writes, [FormatTest] checks.
final class Format {
  private static final Pattern LONG_DOC = Pattern.compile("^ */// .{93,}$");

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
      var used = RemoveUnusedImports.removeUnusedImports(wrapDocComments(text));
      return formatter.formatSource(
          ImportOrderer.reorderImports(used, JavaFormatterOptions.Style.GOOGLE));
    } catch (FormatterException e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    }
  }

  /// The formatter wraps a long `///` line as if it were `//` and so breaks the comment in two.
  private static String wrapDocComments(String text) {
    return text.lines()
            .flatMap(
                line -> LONG_DOC.matcher(line).matches() ? wrap(line).stream() : Stream.of(line))
            .collect(Collectors.joining("\n"))
        + "\n";
  }

  private static List<String> wrap(String line) {
    var lines = new ArrayList<String>();
    var start = line.substring(0, line.indexOf("///") + 4);
    var rest = line;
    while (rest.length() > 100) {
      var cut = rest.lastIndexOf(' ', 100);
      if (cut <= start.length()) {
        break;
      }
      lines.add(rest.substring(0, cut));
      rest = start + rest.substring(cut + 1);
    }
    lines.add(rest);
    return lines;
  }
}
