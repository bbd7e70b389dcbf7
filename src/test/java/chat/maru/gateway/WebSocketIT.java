package chat.maru.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/// What RFC 6455 asks of a server, whatever carries the gateway's frames.
class WebSocketIT {
  private static final String HEARTBEAT = "{\"op\":1,\"d\":null}";

  @Test
  void aMessageMayComeInParts() throws IOException {
    try (var socket = RawSocket.open()) {
      socket.send(RawSocket.TEXT, false, HEARTBEAT.substring(0, 5).getBytes(UTF_8));
      socket.send(RawSocket.PING, "between");
      socket.send(RawSocket.CONTINUATION, false, new byte[0]);
      socket.send(RawSocket.CONTINUATION, HEARTBEAT.substring(5));
      assertThat(socket.next(RawSocket.PONG).text()).isEqualTo("between");
      assertThat(socket.next(RawSocket.TEXT).text()).contains("\"op\":11");
    }
  }

  @Test
  void aCloseIsAnsweredWithItsCodeAndTheConnectionEnds() throws IOException {
    try (var socket = RawSocket.open()) {
      socket.send(RawSocket.CLOSE, true, code(4321));
      assertThat(socket.next(RawSocket.CLOSE).closeCode()).isEqualTo(4321);
      assertThat(socket.ends()).isTrue();
    }
  }

  /// Libraries tell of the end only when the connection has ended, and some wait long for that.
  @Test
  void theServersCloseIsTheLastFrameAndTheConnectionEnds() throws IOException {
    try (var socket = RawSocket.open()) {
      socket.send(RawSocket.TEXT, "{nope");
      assertThat(socket.next(RawSocket.CLOSE).closeCode()).isEqualTo(4002);
      socket.send(RawSocket.TEXT, HEARTBEAT);
      socket.send(RawSocket.CLOSE, true, code(4002));
      assertThat(socket.ends()).isTrue();
    }
  }

  @Test
  void binaryFramesAreNoJson() throws IOException {
    try (var socket = RawSocket.open()) {
      socket.send(RawSocket.BINARY, true, HEARTBEAT.getBytes(UTF_8));
      assertThat(socket.next(RawSocket.CLOSE).closeCode()).isEqualTo(4002);
    }
  }

  @Test
  void whatBreaksTheProtocolClosesTheConnectionAndNoOther() throws IOException {
    try (var other = RawSocket.open()) {
      assertClosed(1002, RawSocket.frame(0x80 | RawSocket.CONTINUATION, true, code(1)));
      assertClosed(1002, RawSocket.frame(0x80 | 3, true, new byte[0]));
      assertClosed(1002, RawSocket.frame(0xc0 | RawSocket.TEXT, true, HEARTBEAT.getBytes(UTF_8)));
      assertClosed(1002, RawSocket.frame(RawSocket.PING, true, new byte[1]));
      assertClosed(1002, RawSocket.frame(0x80 | RawSocket.CLOSE, true, new byte[1]));
      assertClosed(1007, RawSocket.frame(0x80 | RawSocket.TEXT, true, code(0xc328)));
      other.send(RawSocket.TEXT, HEARTBEAT);
      assertThat(other.next(RawSocket.TEXT).text()).contains("\"op\":11");
    }
  }

  /// Open Liberty and Tyrus let a frame pass that is above their bound; then it is ours.
  @Test
  void aFrameAboveTheBoundIsRefused() throws IOException {
    try (var socket = RawSocket.open()) {
      socket.write(RawSocket.frame(0x80 | RawSocket.TEXT, true, new byte[200_000]));
      assertThat(socket.next(RawSocket.CLOSE).closeCode()).isIn(1009, 4002);
    }
  }

  private static void assertClosed(int code, byte[] frame) throws IOException {
    try (var socket = RawSocket.open()) {
      socket.write(frame);
      assertThat(socket.next(RawSocket.CLOSE).closeCode()).isEqualTo(code);
    }
  }

  private static byte[] code(int code) {
    return ByteBuffer.allocate(2).putShort((short) code).array();
  }
}
