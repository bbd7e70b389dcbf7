package chat.maru.gateway.frame;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// One Zstandard stream for all frames of a connection, each flushed by itself.
final class ZstdStream implements Compression.Stream {
  /// The fastest level and a window of 128 KiB: what a connection costs while it lives counts more
  /// than the last bytes.
  private static final int LEVEL = 1;

  private static final int WINDOW_LOG = 17;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ZstdOutputStreamNoFinalizer stream;

  ZstdStream() {
    try {
      stream =
          new ZstdOutputStreamNoFinalizer(out, RecyclingBufferPool.INSTANCE, LEVEL)
              .setWindowLog(WINDOW_LOG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public byte[] next(byte[] payload) {
    try {
      stream.write(payload);
      stream.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var made = out.toByteArray();
    out.reset();
    return made;
  }

  @Override
  public void end() {
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
