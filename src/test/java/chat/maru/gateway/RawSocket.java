package chat.maru.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.maru.testkit.Maru;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;

/// A WebSocket byte by byte, for what no client library would send.
final class RawSocket implements AutoCloseable {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private final Socket socket;
  private final DataInputStream in;

  /// What the server sent.
  record Frame(int opcode, byte[] payload) {
    String text() {
      return new String(payload, UTF_8);
    }

    int closeCode() {
      return ByteBuffer.wrap(payload).getShort() & 0xffff;
    }
  }

  private RawSocket(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  /// Opens a socket of the gateway and reads HELLO.
  static RawSocket open() throws IOException {
    var url = URI.create(Maru.url());
    var raw = new RawSocket(new Socket(url.getHost(), url.getPort()));
    raw.socket.setSoTimeout(10_000);
    raw.write(
        """
        GET /?v=10&encoding=json HTTP/1.1
        Host: localhost
        Connection: Upgrade
        Upgrade: websocket
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

        """
            .replace("\n", "\r\n")
            .getBytes(UTF_8));
    if (!raw.head().contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")) { // of RFC 6455, section 1.3
      throw new IOException("no upgrade");
    }
    raw.next(TEXT);
    return raw;
  }

  private String head() throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }

  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /// Sends a frame as it should be.
  void send(int opcode, boolean last, byte[] payload) throws IOException {
    write(frame((last ? 0x80 : 0) | opcode, true, payload));
  }

  void send(int opcode, String text) throws IOException {
    send(opcode, true, text.getBytes(UTF_8));
  }

  static byte[] frame(int first, boolean masked, byte[] payload) {
    var out = new ByteArrayOutputStream();
    out.write(first);
    var mask = masked ? 0x80 : 0;
    if (payload.length < 126) {
      out.write(mask | payload.length);
    } else if (payload.length < 1 << 16) {
      out.write(mask | 126);
      out.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
    } else {
      out.write(mask | 127);
      out.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
    }
    if (!masked) {
      out.writeBytes(payload);
      return out.toByteArray();
    }
    var key = new byte[] {1, 2, 3, (byte) 0xf4};
    out.writeBytes(key);
    for (var i = 0; i < payload.length; i++) {
      out.write(payload[i] ^ key[i % 4]);
    }
    return out.toByteArray();
  }

  /// Reads until a frame of that kind.
  Frame next(int opcode) throws IOException {
    while (true) {
      var frame = read();
      if (frame.opcode() == opcode) {
        return frame;
      }
    }
  }

  private Frame read() throws IOException {
    var opcode = in.readUnsignedByte() & 0x0f;
    var length = in.readUnsignedByte() & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = (int) in.readLong();
    }
    return new Frame(opcode, in.readNBytes(length));
  }

  /// Whether nothing more comes but the end.
  boolean ends() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
