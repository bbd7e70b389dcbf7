package chat.maru.gateway.frame;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/// What a connection's frames go through: nothing, one stream for all of them, or big payloads each
/// compressed by itself. Used by the connection's writer.
public final class Compression {
  private static final int WORTH_COMPRESSING = 1024;
  private static final int CHUNK = 8192;

  private final @Nullable Stream stream;
  private volatile boolean payloads;

  /// What a client asks for with `compress` in the address (reference: "Transport compression").
  public enum Kind {
    NONE(""),
    ZLIB("zlib-stream"),
    ZSTD("zstd-stream");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /// Empty for what this server does not speak.
    public static Optional<Kind> of(String word) {
      return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
  }

  /// One stream for all frames of a connection.
  interface Stream {
    /// What the next frame becomes: all that is needed to read it, with what came before.
    byte[] next(byte[] payload);

    /// Frees its native memory.
    void end();
  }

  public Compression(Kind kind) {
    stream =
        switch (kind) {
          case NONE -> null;
          case ZLIB -> new ZlibStream();
          case ZSTD -> new ZstdStream();
        };
  }

  /// The client asked for payload compression (IDENTIFY `compress`); a stream needs none.
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

  private Outgoing compressed(Outgoing frame) {
    if (stream != null) {
      return new Outgoing.Compressed(stream.next(frame.bytes()));
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

  static byte[] deflate(Deflater deflater, byte[] payload, int flush) {
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
