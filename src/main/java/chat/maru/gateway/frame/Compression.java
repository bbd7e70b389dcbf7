package chat.maru.gateway.frame;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/// What a connection's frames go through: nothing, one zlib stream for all of them, or big payloads
/// each compressed by itself. Used by the connection's writer.
public final class Compression {
  private static final int WORTH_COMPRESSING = 1024;
  private static final int CHUNK = 8192;

  private final @Nullable Deflater stream;
  private volatile boolean payloads;

  public Compression(boolean zlibStream) {
    this.stream = zlibStream ? new Deflater() : null;
  }

  /// The client asked for payload compression (IDENTIFY `compress`); a zlib stream needs none.
  public void payloads() {
    payloads = stream == null;
  }

  public List<Outgoing> apply(List<Outgoing> frames) {
    return stream == null && !payloads ? frames : frames.stream().map(this::compressed).toList();
  }

  /// Frees the stream's native memory. To be called once, when nothing is written any more.
  public void end() {
    if (stream != null) {
      stream.end();
    }
  }

  /// Each frame of a stream is flushed by itself: client libraries look for its suffix (00 00 FF
  /// FF).
  private Outgoing compressed(Outgoing frame) {
    if (stream != null) {
      return new Outgoing.Compressed(deflate(stream, frame.bytes(), Deflater.SYNC_FLUSH));
    }
    return frame.length() > WORTH_COMPRESSING
        ? new Outgoing.Compressed(whole(frame.bytes()))
        : frame;
  }

  private static byte[] whole(byte[] payload) {
    try (var deflater = new Deflater()) {
      return deflate(deflater, payload, Deflater.NO_FLUSH);
    }
  }

  private static byte[] deflate(Deflater deflater, byte[] payload, int flush) {
    deflater.setInput(payload);
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
