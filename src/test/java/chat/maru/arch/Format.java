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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Formats the sources with google-java-format on the JDK that compiles them. `mvn -Pformat`
/// writes, [FormatTest] checks.
final class Format {
  private static final Pattern PROSE = Pattern.compile("^(?!@|- |\\||```|#) *\\S.*$");
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

  /// The formatter wraps a long `///` line as if it were `//` and so breaks the comment in two:
  /// lines that are too long are filled anew, together with the rest of their paragraph.
  private static String wrapDocComments(String text) {
    var out = new ArrayList<String>();
    var lines = new ArrayDeque<>(text.lines().toList());
    while (!lines.isEmpty()) {
      var line = lines.poll();
      if (!LONG_DOC.matcher(line).matches()) {
        out.add(line);
        continue;
      }
      var start = line.substring(0, line.indexOf("///") + 4);
      var paragraph = new StringBuilder(line.substring(start.length()));
      while (!lines.isEmpty() && continues(lines.peek(), start)) {
        paragraph.append(' ').append(lines.remove().substring(start.length()).strip());
      }
      fill(out, start, paragraph.toString());
    }
    return String.join("\n", out) + "\n";
  }

  private static boolean continues(String line, String start) {
    return line.startsWith(start) && PROSE.matcher(line.substring(start.length())).matches();
  }

  private static void fill(List<String> out, String start, String paragraph) {
    var room = 100 - start.length();
    var rest = paragraph;
    var indent = rest.startsWith("@") || rest.startsWith("- ") ? "    " : "";
    while (rest.length() > room) {
      var cut = rest.lastIndexOf(' ', room);
      if (cut <= indent.length()) {
        break;
      }
      out.add(start + rest.substring(0, cut));
      rest = indent + rest.substring(cut + 1);
    }
    out.add(start + rest);
  }
}
