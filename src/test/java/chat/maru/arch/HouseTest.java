package chat.maru.arch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.soabase.recordbuilder.core.RecordBuilderGenerated;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules of the house. Each is also held against `broken`, a house in which every rule is
/// broken once: a rule that cannot fail is none.
class HouseTest {
  private static final String BROKEN = "chat.maru.arch.broken";
  private static final Map<String, ArchRule> RULES = HouseRules.of("chat.maru");
  private static final Map<String, ArchRule> RULES_THERE = HouseRules.of(BROKEN);

  /// What was written by hand; the copying of records was not.
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .importPath(Path.of("target", "classes"))
          .that(are(not(annotatedWith(RecordBuilderGenerated.class))));

  private static final JavaClasses RUIN =
      new ClassFileImporter()
          .importPath(Path.of("target", "test-classes", "chat", "maru", "arch", "broken"));

  private static final Sizes.Limits MAIN = new Sizes.Limits(300, 40);

  /// A scenario is read from top to bottom.
  private static final Sizes.Limits TESTS = new Sizes.Limits(400, 60);

  static Iterable<String> names() {
    return RULES.keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theHouseKeepsIt(String rule) {
    assertThat(HOUSE.size()).isGreaterThan(100);
    RULES.get(rule).check(HOUSE);
  }

  /// All but the one whose library is not on the class path yet.
  static List<String> breakable() {
    return RULES.keySet().stream().filter(name -> !name.startsWith("S3")).toList();
  }

  @ParameterizedTest
  @MethodSource("breakable")
  void itCanBeBroken(String rule) {
    assertThat(RULES_THERE.get(rule).evaluate(RUIN).hasViolation()).isTrue();
  }

  @Test
  void filesAndMethodsAreShort() throws IOException {
    assertThat(Sizes.faults(Path.of("src", "main", "java"), MAIN)).isEmpty();
    assertThat(Sizes.faults(Path.of("src", "test", "java"), TESTS)).isEmpty();
  }

  @Test
  void lengthIsSeen() throws IOException {
    var method = "class A {\n  void a() {\n" + "    a();\n".repeat(39) + "  }\n}\n";

    assertThat(Sizes.faults("A.java", method, MAIN)).containsExactly("A.java: a has 41 lines");
    assertThat(Sizes.faults("A.java", method.replaceFirst(" {4}a\\(\\);\n", ""), MAIN)).isEmpty();
    assertThat(Sizes.faults("A.java", "\n".repeat(301), MAIN))
        .containsExactly("A.java has 301 lines");
    assertThat(Sizes.faults("Problem.java", "\n".repeat(301), MAIN)).isEmpty();
  }
}
