package chat.maru.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the code and the pages say of permissions against the protocol's table.
class PermissionFactsTest {
  private static final Pattern ROW = Pattern.compile("\\| `([A-Z_]+)` \\| ([^|]+) \\|");

  @Test
  void everyBitStandsAtItsPosition() {
    assertThat(Arrays.stream(Permission.values()).map(Enum::name))
        .containsExactlyElementsOf(
            PermissionFacts.BITS.stream().map(PermissionFacts.Bit::name).toList());
    for (var bit : PermissionFacts.BITS) {
      var set = BigInteger.valueOf(Permission.valueOf(bit.name()).bit());
      assertThat(set).as(bit.name()).isEqualTo(bit.decimal()).isEqualTo(bit.hex());
      assertThat(set).as(bit.name()).isEqualTo(BigInteger.ONE.shiftLeft(bit.position()));
    }
    assertThat(Permission.ALL).isEqualTo(8866461766385663L);
  }

  @Test
  void overwritesReachTheBitsThatMeanSomethingInChannels() {
    for (var bit : PermissionFacts.BITS) {
      assertThat(Permission.valueOf(bit.name()).in(Permission.IN_CHANNELS))
          .as(bit.name())
          .isEqualTo(bit.inChannels());
    }
  }

  /// The page names each bit that is to be enforced, with where it is; a class that it names is
  /// there.
  @Test
  void thePageSaysWhereEachBitIsEnforced() throws IOException {
    var page = Files.readString(Path.of("docs/06-SECURITY.md"));
    var rows = new TreeMap<String, String>();
    ROW.matcher(page).results().forEach(row -> rows.put(row.group(1), row.group(2)));
    assertThat(rows.keySet())
        .containsExactlyInAnyOrderElementsOf(
            PermissionFacts.BITS.stream()
                .filter(bit -> bit.duty().equals("enforce"))
                .map(PermissionFacts.Bit::name)
                .toList());
    assertThat(rows).hasSize(41);
    for (var row : rows.entrySet()) {
      enforced(row.getKey(), row.getValue());
    }
  }

  private static void enforced(String bit, String where) throws IOException {
    if (where.startsWith("with ") && where.strip().endsWith(", not there yet")) {
      assertThat(users(bit)).as("docs/06-SECURITY.md says that nothing asks for " + bit).isEmpty();
      return;
    }
    var named = Pattern.compile("`([a-z/]+/[A-Za-z]+)`").matcher(where).results().toList();
    assertThat(named).as(bit + " is enforced in a class").isNotEmpty();
    for (var each : named) {
      var file = Path.of("src/main/java/chat/maru", each.group(1) + ".java");
      assertThat(Files.readString(file)).as(bit + " in " + file).contains(bit);
    }
  }

  /// The classes outside of the calculus that speak of the bit.
  private static List<Path> users(String bit) throws IOException {
    var code = Path.of("src/main/java/chat/maru");
    var word = Pattern.compile("\\b" + bit + "\\b");
    try (var files = Files.walk(code)) {
      var users = new ArrayList<Path>();
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (!file.startsWith(code.resolve("access")) && word.matcher(code(file)).find()) {
          users.add(file);
        }
      }
      return users;
    }
  }

  /// A file without its comments.
  private static String code(Path file) throws IOException {
    return Files.readString(file).replaceAll("//.*", "");
  }
}
