package chat.maru.gateway.op;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.gateway.frame.CloseCode;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whatever the gateway says or understands is in the docs. `mvn -Pquick verify -Dtest=AsyncApiTest
/// -Dmaru.docs=write` writes the file anew.
class AsyncApiTest {
  private static final Path FILE = Path.of("docs/api/asyncapi.yaml");
  private static final Path PAGE = Path.of("docs/04-WEBSOCKET-GATEWAY.md");

  @Test
  void theFileIsWhatTheCodeSpeaks() throws IOException {
    var text = AsyncApi.text();
    if ("write".equals(System.getProperty("maru.docs"))) {
      Files.writeString(FILE, text);
    }
    assertThat(text).isEqualTo(Files.readString(FILE));
  }

  @Test
  void everyOpcodeIsDocumented() throws IOException {
    var page = Files.readString(PAGE);
    var understood = IntStream.range(0, 3000).filter(AsyncApiTest::isUnderstood).boxed();
    var sent = Stream.concat(Stream.of(0), Opcode.sent().map(Opcode::number));

    assertThat(Opcode.received().map(Opcode::number).collect(Collectors.toSet()))
        .isEqualTo(
            IntStream.range(0, 3000)
                .filter(AsyncApiTest::isUnderstood)
                .boxed()
                .collect(Collectors.toSet()));
    assertThat(Stream.concat(understood, sent))
        .allSatisfy(op -> assertThat(page).contains("\n| " + op + " | "));
  }

  @Test
  void everyCloseCodeIsDocumented() throws IOException {
    var page = Files.readString(PAGE);
    assertThat(CloseCode.values())
        .allSatisfy(code -> assertThat(page).contains("\n| " + code.code() + " | "));
  }

  @Test
  void everyEventIsDocumentedAndNoOther() throws IOException {
    var page = Files.readString(PAGE);
    var rows =
        page.lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(rows).isEqualTo(new TreeSet<>(AsyncApi.events().keySet()));
  }

  private static boolean isUnderstood(int op) {
    try {
      return Frame.read(op, JsonNodeFactory.instance.objectNode()).isPresent();
    } catch (JsonProcessingException _) {
      return true; // known, and its data does not fit
    }
  }
}
