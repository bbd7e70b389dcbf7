package chat.maru.gateway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 9, 10, 99, 100, 12_345, Integer.MAX_VALUE})
  void theBytesOfAnEventAreThoseOfItsText(int sequence) {
    var encoded = Encoded.of("MESSAGE_CREATE", "{\"content\":\"가나다 \ud83d\ude00\"}", 0, 0);
    var event = new Outgoing.Event(encoded, sequence);

    assertThat(new String(event.bytes(), UTF_8))
        .isEqualTo(event.text())
        .endsWith("\"s\":" + sequence + "}");
  }

  @Test
  void framesLieBehindOneAnother() {
    List<Outgoing> frames =
        List.of(
            new Outgoing.Control("{}"),
            new Outgoing.Compressed(new byte[] {'z'}),
            new Outgoing.Event(Encoded.of("RESUMED", "{}", 0, 0), 7));
    var bytes = new byte[frames.stream().mapToInt(Outgoing::length).sum()];
    var at = 0;
    for (var frame : frames) {
      at = frame.put(bytes, at);
    }
    assertThat(new String(bytes, UTF_8))
        .isEqualTo("{}z{\"op\":0,\"t\":\"RESUMED\",\"d\":{},\"s\":7}");
  }
}
