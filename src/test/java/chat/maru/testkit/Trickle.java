package chat.maru.testkit;

import chat.maru.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A client of the gateway with a small window, which reads what it gets at its start and then one
/// byte a second.
public final class Trickle implements AutoCloseable {
  private final Socket socket = new Socket();
  private final DataInputStream in;
  private String sessionId = "";
  private int seq;

  private Trickle(URI server) throws IOException {
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
    in = new DataInputStream(socket.getInputStream());
    send(
        """
        GET /?v=10&encoding=json HTTP/1.1
        Host: %s:%d
        Connection: Upgrade
        Upgrade: websocket
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: dHJpY2tsZSB0cmlja2xlIQ==

        """
            .formatted(server.getHost(), server.getPort())
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    for (var tail = 0; tail != 0x0d0a0d0a; tail = tail << 8 | in.readUnsignedByte()) {
      // the answer's head
    }
  }

  /// Connects, identifies, and reads until its guild has come; from then on it trickles.
  public static Trickle of(String token) {
    try {
      var client = new Trickle(URI.create(Maru.gateway()));
      client.identify(token);
      while (!client.read().path("t").asText().equals("GUILD_CREATE")) {
        // READY and whatever else comes before it
      }
      Thread.ofVirtual().name("trickle").start(client::trickle);
      return client;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String sessionId() {
    return sessionId;
  }

  /// The last sequence number that it has read whole.
  public int seq() {
    return seq;
  }

  private void identify(String token) throws IOException {
    var data = Map.of("token", token, "properties", Map.of("os", "test"));
    var text = Json.write(Map.of("op", 2, "d", data)).getBytes(StandardCharsets.UTF_8);
    // a mask of zeros leaves the payload as it is
    var frame = ByteBuffer.allocate(8 + text.length).put((byte) 0x81).put((byte) (0x80 | 126));
    send(frame.putShort((short) text.length).putInt(0).put(text).array());
  }

  private void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  private JsonNode read() throws IOException {
    in.readUnsignedByte();
    var length = in.readUnsignedByte();
    var bytes =
        new byte
            [length < 126 ? length : length == 126 ? in.readUnsignedShort() : (int) in.readLong()];
    in.readFully(bytes);
    var frame = Json.tree(new String(bytes, StandardCharsets.UTF_8));
    seq = frame.path("s").asInt(seq);
    if (frame.path("t").asText().equals("READY")) {
      sessionId = frame.path("d").path("session_id").asText();
    }
    return frame;
  }

  private void trickle() {
    try {
      while (in.read() >= 0) {
        Thread.sleep(1000);
      }
    } catch (IOException _) { // it was cut: that is what it is for
      close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
