package chat.maru.gateway.frame;

import java.util.zip.Deflater;

/// One zlib stream for all frames of a connection. Each is flushed by itself: client libraries look
/// for its suffix (00 00 FF FF).
final class ZlibStream implements Compression.Stream {
  private final Deflater deflater = new Deflater();

  @Override
  public byte[] next(byte[] payload) {
    return Compression.deflate(deflater, payload, Deflater.SYNC_FLUSH);
  }

  @Override
  public void end() {
    deflater.end();
  }
}
