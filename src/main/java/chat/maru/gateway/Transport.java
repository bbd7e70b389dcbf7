package chat.maru.gateway;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/// The socket: text as it is, or through one zlib stream for the whole connection, or big payloads
/// each compressed by itself. One writer at a time: concurrent sends throw or are lost on Open
/// Liberty.
final class Transport {
  private static final int WORTH_COMPRESSING = 1024;
  private static final int CHUNK = 8192;

  private final Session socket;
  private final @Nullable Deflater stream;
  private volatile boolean compressPayloads;

  Transport(Session socket, boolean zlibStream) {
    this.socket = socket;
    this.stream = zlibStream ? new Deflater() : null;
  }

  /// The client asked for payload compression (IDENTIFY `compress`); a zlib stream needs none.
  void compressPayloads() {
    compressPayloads = stream == null;
  }

  /// Blocks until the frame is in the kernel's hands.
  void write(String frame) throws IOException {
    if (stream != null) {
      socket.getBasicRemote().sendBinary(ByteBuffer.wrap(flushed(stream, frame)));
    } else if (compressPayloads && frame.length() > WORTH_COMPRESSING) {
      socket.getBasicRemote().sendBinary(ByteBuffer.wrap(whole(frame)));
    } else {
      socket.getBasicRemote().sendText(frame);
    }
  }

  void close(int code, String reason) throws IOException {
    socket.close(new CloseReason(CloseCodes.getCloseCode(code), reason));
  }

  /// Frees the stream's native memory. To be called once, when nothing is written any more.
  void end() {
    if (stream != null) {
      stream.end();
    }
  }

  private static byte[] flushed(Deflater deflater, String frame) {
    return deflate(deflater, frame, Deflater.SYNC_FLUSH);
  }

  private static byte[] whole(String frame) {
    try (var deflater = new Deflater()) {
      return deflate(deflater, frame, Deflater.NO_FLUSH);
    }
  }

  private static byte[] deflate(Deflater deflater, String frame, int flush) {
    deflater.setInput(frame.getBytes(StandardCharsets.UTF_8));
    if (flush == Deflater.NO_FLUSH) {
      deflater.finish();
    }
    var out = new ByteArrayOutputStream(CHUNK);
    var chunk = new byte[CHUNK];
    int made;
    do {
      made = deflater.deflate(chunk, 0, chunk.length, flush);
      out.write(chunk, 0, made);
    } while (made == chunk.length || flush == Deflater.NO_FLUSH && !deflater.finished());
    return out.toByteArray();
  }
}
