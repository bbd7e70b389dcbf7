package chat.maru.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// A client's WebSocket (RFC 6455), as little of it as a load needs: thousands of them share one
/// thread, so that the load takes little of the cores that it shares with the server.
final class Socket {
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int MAX_HEAD = 14;

  private final SocketChannel channel;
  private final ReentrantLock writing = new ReentrantLock();
  private final ByteArrayOutputStream fragments = new ByteArrayOutputStream();
  private byte[] bytes = new byte[4096];
  private int end;
  private volatile boolean ended;

  /// Hears what comes in, on the thread that reads.
  interface Ear {
    /// A text, in the bytes `from` to `to` of `frame`, which are good for the call only.
    void text(byte[] frame, int from, int to);

    /// The socket is gone.
    ///
    /// @param code of the close frame; 1006 if there was none
    void ended(int code);
  }

  private Socket(SocketChannel channel) {
    this.channel = channel;
  }

  /// Connects and upgrades, blocking.
  static Socket connect(URI server) throws IOException {
    var port = server.getPort() < 0 ? 80 : server.getPort();
    var channel = SocketChannel.open(new InetSocketAddress(server.getHost(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    var socket = new Socket(channel);
    socket.upgrade(server.getHost() + ":" + port);
    channel.configureBlocking(false);
    return socket;
  }

  private void upgrade(String host) throws IOException {
    var request =
        """
        GET /gateway?v=10&encoding=json HTTP/1.1
        Host: %s
        Connection: Upgrade
        Upgrade: websocket
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: bWFydS1iZW5jaG1hcms4MQ==

        """
            .formatted(host)
            .replace("\n", "\r\n");
    channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    var headEnd = -1;
    while (headEnd < 0) {
      if (fill() < 0) {
        throw new IOException("closed during the upgrade");
      }
      headEnd = new String(bytes, 0, end, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
    }
    var head = new String(bytes, 0, headEnd, StandardCharsets.ISO_8859_1);
    if (!head.startsWith("HTTP/1.1 101")) {
      throw new IOException("no upgrade: " + head.lines().findFirst().orElse(""));
    }
    keepFrom(headEnd + 4);
  }

  SocketChannel channel() {
    return channel;
  }

  boolean isOpen() {
    return !ended;
  }

  /// Reads what there is and hands it on. Called by one thread.
  void read(Ear ear) {
    try {
      var count = end == 0 ? fill() : Math.max(0, fill());
      parse(ear);
      if (count < 0) {
        end(ear, 1006);
      }
    } catch (IOException _) {
      end(ear, 1006);
    }
  }

  private int fill() throws IOException {
    if (end == bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    var count = channel.read(ByteBuffer.wrap(bytes, end, bytes.length - end));
    end += Math.max(0, count);
    return count;
  }

  private void keepFrom(int start) {
    System.arraycopy(bytes, start, bytes, 0, end - start);
    end -= start;
  }

  private void parse(Ear ear) throws IOException {
    var start = 0;
    while (!ended && end - start >= 2) {
      var head = headLength(bytes[start + 1] & 0x7f);
      if (end - start < head) {
        break;
      }
      var length = length(start);
      if (end - start - head < length) {
        break;
      }
      frame(ear, bytes[start], start + head, start + head + length);
      start += head + length;
    }
    if (start > 0) {
      keepFrom(start);
    }
  }

  private static int headLength(int shortLength) {
    return shortLength < 126 ? 2 : shortLength == 126 ? 4 : 10;
  }

  private int length(int start) {
    var shortLength = bytes[start + 1] & 0x7f;
    if (shortLength < 126) {
      return shortLength;
    }
    var buffer = ByteBuffer.wrap(bytes);
    return shortLength == 126
        ? buffer.getShort(start + 2) & 0xffff
        : (int) buffer.getLong(start + 2);
  }

  private void frame(Ear ear, byte first, int from, int to) throws IOException {
    var last = first < 0;
    switch (first & 0x0f) {
      case 0, TEXT -> text(ear, last, from, to);
      case CLOSE -> end(ear, to - from >= 2 ? ByteBuffer.wrap(bytes, from, 2).getShort() : 1005);
      case PING -> write(PONG, Arrays.copyOfRange(bytes, from, to));
      case PONG -> {}
      default -> throw new IOException("unexpected frame " + first);
    }
  }

  private void text(Ear ear, boolean last, int from, int to) {
    if (last && fragments.size() == 0) {
      ear.text(bytes, from, to);
      return;
    }
    fragments.write(bytes, from, to - from);
    if (last) {
      var whole = fragments.toByteArray();
      fragments.reset();
      ear.text(whole, 0, whole.length);
    }
  }

  private void end(Ear ear, int code) {
    if (!ended) {
      close();
      ear.ended(code);
    }
  }

  /// Writes a text frame; any thread may.
  void send(String text) throws IOException {
    write(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(int opcode, byte[] payload) throws IOException {
    var frame = ByteBuffer.allocate(MAX_HEAD + payload.length);
    frame.put((byte) (0x80 | opcode));
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else if (payload.length < 1 << 16) {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(payload.length);
    }
    // A mask of zeros leaves the payload as it is.
    frame.putInt(0).put(payload).flip();
    writing.lock();
    try {
      while (frame.hasRemaining() && !ended) {
        if (channel.write(frame) == 0) {
          LockSupport.parkNanos(100_000);
        }
      }
    } finally {
      writing.unlock();
    }
  }

  void close() {
    ended = true;
    try {
      channel.close();
    } catch (IOException _) {
      // It is gone either way.
      ended = true;
    }
  }
}
