package chat.maru.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// The load's own WebSocket against a server of a few lines, which writes its bytes in odd pieces.
class SocketTest {
  private static final String UPGRADED = "HTTP/1.1 101 Switching Protocols\r\nA: b\r\n\r\n";

  private final Heard heard = new Heard();

  private static final class Heard implements Socket.Ear {
    final List<String> texts = new ArrayList<>();
    int code;

    @Override
    public void text(byte[] frame, int from, int to) {
      texts.add(new String(frame, from, to - from, StandardCharsets.UTF_8));
    }

    @Override
    public void ended(int closeCode) {
      code = closeCode;
    }
  }

  private static byte[] frame(int first, String payload) {
    var bytes = payload.getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream();
    out.write(first);
    if (bytes.length < 126) {
      out.write(bytes.length);
    } else {
      out.write(126);
      out.write(bytes.length >> 8);
      out.write(bytes.length);
    }
    out.writeBytes(bytes);
    return out.toByteArray();
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    return head.toString();
  }

  /// Serves one socket: its upgrade, then the bytes in pieces of `piece`. Returns what the client
  /// said after its request.
  private byte[] talk(byte[] bytes, int piece, int answers) throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<byte[]> serve =
          () -> {
            try (var peer = server.accept()) {
              assertThat(head(peer.getInputStream())).startsWith("GET /gateway?v=10");
              var out = peer.getOutputStream();
              out.write(UPGRADED.getBytes(StandardCharsets.US_ASCII));
              for (var at = 0; at < bytes.length; at += piece) {
                out.write(bytes, at, Math.min(piece, bytes.length - at));
                out.flush();
              }
              return peer.getInputStream().readNBytes(answers);
            }
          };
      var served = pool.submit(serve);
      var socket = Socket.connect(URI.create("http://127.0.0.1:" + server.getLocalPort()));
      while (socket.isOpen()) {
        socket.read(heard);
      }
      return served.get();
    }
  }

  @Test
  void readsTextsOfAnyLengthFromAnyPieces() throws Exception {
    var longText = "한글 ".repeat(2000);
    var out = new ByteArrayOutputStream();
    out.writeBytes(frame(0x81, "one"));
    out.writeBytes(frame(0x81, longText));
    out.writeBytes(frame(0x01, "in "));
    out.writeBytes(frame(0x00, "three "));
    out.writeBytes(frame(0x80, "parts"));
    out.writeBytes(frame(0x88, new String(new char[] {15, 1})));

    for (var piece : new int[] {1, 7, 4096, 1 << 16}) {
      heard.texts.clear();
      talk(out.toByteArray(), piece, 0);
      assertThat(heard.texts).containsExactly("one", longText, "in three parts");
      assertThat(heard.code).isEqualTo(15 * 256 + 1);
    }
  }

  @Test
  void readsFramesThatLieAcrossTheEndOfWhatWasRead() throws Exception {
    var out = new ByteArrayOutputStream();
    for (var i = 0; i < 500; i++) {
      out.writeBytes(frame(0x81, "x".repeat(126 + i % 9)));
    }

    talk(out.toByteArray(), 1 << 20, 0);

    assertThat(heard.texts).hasSize(500);
  }

  @Test
  void aSocketThatBreaksOffHasEnded() throws Exception {
    talk(frame(0x81, "cut off"), 3, 0);

    assertThat(heard.texts).containsExactly("cut off");
    assertThat(heard.code).isEqualTo(1006);
  }

  @Test
  void answersAPingWithItsPayloadMasked() throws Exception {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(frame(0x89, "hi"));

    var answer = talk(bytes.toByteArray(), 1, 8);

    assertThat(answer).startsWith(0x8a, 0x82, 0, 0, 0, 0, 'h', 'i');
  }
}
