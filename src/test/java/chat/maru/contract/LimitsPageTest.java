package chat.maru.contract;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.limit.Limit;
import chat.maru.limit.Slowmode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The catalogue of limits is a page of the docs, row by row and nothing else.
class LimitsPageTest {
  @Test
  void everyLimitHasItsRow() throws IOException {
    var page = Files.readString(Path.of("docs/api/limits.md"));
    var rows = page.lines().filter(line -> line.startsWith("| `")).toList();
    assertThat(rows)
        .containsExactlyElementsOf(
            Stream.concat(
                    Arrays.stream(Limit.values()).map(LimitsPageTest::row),
                    Arrays.stream(Slowmode.values()).map(LimitsPageTest::row))
                .toList());
  }

  private static String row(Slowmode limit) {
    var routes =
        limit.routes().stream().map(it -> "`" + it + "`").collect(Collectors.joining("<br>"));
    return "| `%s` | 1 in `rate_limit_per_user`, 0 to %d s | sliding | member and channel | %s |"
        .formatted(limit.id(), Slowmode.MAX.toSeconds(), routes);
  }

  private static String row(Limit limit) {
    var routes =
        limit.routes().stream().map(it -> "`" + it + "`").collect(Collectors.joining("<br>"));
    return "| `%s` | %s | %s | %s | %s | %s | %s |"
        .formatted(
            limit.id(),
            limit.size(),
            limit.kind().name().toLowerCase(Locale.ROOT),
            limit.by(),
            limit.scope(),
            limit.away(),
            routes.isEmpty() ? "" : routes);
  }
}
