package chat.maru.gateway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a client can read of compressed frames, one after the other.
class CompressionTest {
  @Test
  void everyFrameOfAZstdStreamCanBeReadWhenItHasCome() throws IOException {
    var compression = new Compression(Compression.Kind.ZSTD);
    try (var wire = new PipedOutputStream();
        var in = new ZstdInputStream(new PipedInputStream(wire, 1 << 20)).setContinuous(true)) {
      var sizes = IntStream.of(2, 20, 1_000, 200_000, 3, 500_000, 1).toArray();
      for (var size : sizes) {
        var text = "{\"d\":\"" + "가나 maru ".repeat(size) + "\"}";
        var made = compression.apply(List.of(new Outgoing.Control(text))).getFirst();
        assertThat(made.isText()).isFalse();
        wire.write(made.bytes());

        var expected = text.getBytes(UTF_8);
        assertThat(in.readNBytes(expected.length)).isEqualTo(expected);
      }
    } finally {
      compression.end();
    }
  }

  @Test
  void whatRepeatsCostsLittleInAStream() {
    for (var kind : List.of(Compression.Kind.ZLIB, Compression.Kind.ZSTD)) {
      var compression = new Compression(kind);
      var frame = new Outgoing.Control("{\"t\":\"MESSAGE_CREATE\",\"d\":{\"content\":\"hello\"}}");
      var first = compression.apply(List.of(frame)).getFirst().length();
      var second = compression.apply(List.of(frame)).getFirst().length();
      assertThat(second).as(kind.name()).isLessThan(first);
      compression.end();
    }
  }
}
