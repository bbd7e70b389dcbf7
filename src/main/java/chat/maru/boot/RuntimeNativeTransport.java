package chat.maru.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.maru.gateway.frame.Outgoing;
import chat.maru.gateway.frame.Transport;
import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.websocket.WsOpCode;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Writes to a socket of Helidon's web server: frames that are waiting go out in one write, their
/// bytes copied from what all sockets share.
final class RuntimeNativeTransport implements Transport {
  private static final int LAST = 0x80;
  private static final int SHORT = 126;
  private static final int LONG = 127;

  private final ConnectionContext context;
  private final ReentrantLock writing = new ReentrantLock();
  private volatile boolean closed;

  RuntimeNativeTransport(ConnectionContext context) {
    this.context = context;
  }

  @Override
  public void write(List<Outgoing> frames) {
    var size = 0;
    for (var frame : frames) {
      size += headLength(frame.length()) + frame.length();
    }
    var bytes = ByteBuffer.allocate(size);
    for (var frame : frames) {
      putHead(bytes, frame.isText() ? WsOpCode.TEXT : WsOpCode.BINARY, frame.length());
      bytes.position(frame.put(bytes.array(), bytes.position()));
    }
    writing.lock();
    try {
      send(bytes);
    } finally {
      writing.unlock();
    }
  }

  void pong(byte[] payload) {
    writing.lock();
    try {
      control(WsOpCode.PONG, payload);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void close(int code, String reason) {
    var text = reason.getBytes(UTF_8);
    writing.lock();
    try {
      control(
          WsOpCode.CLOSE,
          ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array());
      closed = true;
    } finally {
      writing.unlock();
    }
    RuntimeGoodbye.await(context.serverSocket());
  }

  /// Answers the client's close frame; a client that reads nothing gets no answer.
  void answerClose(byte[] payload) {
    try {
      if (!writing.tryLock(RuntimeGoodbye.TIME.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      control(WsOpCode.CLOSE, payload);
      closed = true;
    } finally {
      writing.unlock();
    }
  }

  /// Whether a close frame was sent.
  boolean isClosed() {
    return closed;
  }

  private void control(WsOpCode code, byte[] payload) {
    var bytes = ByteBuffer.allocate(headLength(payload.length) + payload.length);
    putHead(bytes, code, payload.length);
    bytes.put(payload);
    send(bytes);
  }

  /// Behind a close frame nothing is sent.
  private void send(ByteBuffer bytes) {
    if (closed) {
      return;
    }
    try {
      context.dataWriter().writeNow(BufferData.create(bytes.array()));
    } catch (UncheckedIOException e) {
      throw new CloseConnectionException("The socket is gone", e);
    }
  }

  private static int headLength(int length) {
    return length < SHORT ? 2 : length < 1 << 16 ? 4 : 10;
  }

  private static void putHead(ByteBuffer bytes, WsOpCode code, int length) {
    bytes.put((byte) (LAST | code.code()));
    if (length < SHORT) {
      bytes.put((byte) length);
    } else if (length < 1 << 16) {
      bytes.put((byte) SHORT).putShort((short) length);
    } else {
      bytes.put((byte) LONG).putLong(length);
    }
  }
}
