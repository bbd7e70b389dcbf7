package chat.maru.arch;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// How long files and methods are, from the source.
final class Sizes {
  /// How long a file and a method may be.
  record Limits(int file, int method) {}

  /// Lists that are read by looking something up.
  private static final Set<String> CATALOGUES = Set.of("Problem.java", "Limit.java");

  private Sizes() {}

  /// What is too long below a directory.
  static List<String> faults(Path directory, Limits limits) throws IOException {
    var sources = new ArrayList<Source>();
    try (var files = Files.walk(directory)) {
      for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        sources.add(new Source(file.getFileName().toString(), Files.readString(file)));
      }
    }
    return faults(sources, limits);
  }

  /// What is too long in a file.
  static List<String> faults(String name, String text, Limits limits) throws IOException {
    return faults(List.of(new Source(name, text)), limits);
  }

  private static List<String> faults(List<Source> sources, Limits limits) throws IOException {
    var faults = new ArrayList<String>();
    for (var source : sources) {
      var lines = source.text.lines().count();
      if (lines > limits.file() && !CATALOGUES.contains(source.name)) {
        faults.add(source.name + " has " + lines + " lines");
      }
    }
    var compiler = ToolProvider.getSystemJavaCompiler();
    var task = (JavacTask) compiler.getTask(null, null, _ -> {}, null, null, sources);
    var positions = Trees.instance(task).getSourcePositions();
    for (var unit : task.parse()) {
      new Methods(new Place(unit, positions), limits, faults).scan(unit, null);
    }
    return faults;
  }

  private record Place(CompilationUnitTree unit, SourcePositions positions) {}

  private static final class Methods extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final Limits limits;
    private final List<String> faults;

    Methods(Place place, Limits limits, List<String> faults) {
      this.unit = place.unit();
      this.positions = place.positions();
      this.limits = limits;
      this.faults = faults;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      var map = unit.getLineMap();
      var lines =
          map.getLineNumber(positions.getEndPosition(unit, method))
              - map.getLineNumber(positions.getStartPosition(unit, method))
              + 1;
      if (lines > limits.method() && !isList(method)) {
        var file = Path.of(unit.getSourceFile().getName()).getFileName();
        faults.add(file + ": " + method.getName() + " has " + lines + " lines");
      }
      return super.visitMethod(method, nothing);
    }
  }

  /// Whether the method does nothing but fill in a record, one component a line.
  private static boolean isList(MethodTree method) {
    return method.getBody() != null
        && method.getBody().getStatements().size() == 1
        && method.getBody().getStatements().getFirst() instanceof ReturnTree only
        && only.getExpression() instanceof NewClassTree;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String name;
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name), JavaFileObject.Kind.SOURCE);
      this.name = name;
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
