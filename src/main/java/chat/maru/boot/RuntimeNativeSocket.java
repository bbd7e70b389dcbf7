package chat.maru.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.maru.gateway.Connection;
import chat.maru.gateway.Entrance;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.websocket.ClientWsFrame;
import io.helidon.websocket.WsCloseCodes;
import io.helidon.websocket.WsCloseException;
import io.helidon.websocket.WsOpCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Reads a socket of the gateway on Helidon's web server (RFC 6455), on the thread that its
/// connection has.
final class RuntimeNativeSocket implements ServerConnection {
  private static final int NO_CODE = 1005;
  private static final int ABNORMAL = 1006;
  private static final int NOT_UTF_8 = 1007;
  private static final int MAX_CONTROL = 125;

  private final ConnectionContext context;
  private final RuntimeNativeTransport transport;
  private final Entrance entrance;
  private final @Nullable Connection connection;
  private @Nullable ByteArrayOutputStream fragments;
  private boolean text;
  private volatile boolean stopped;
  private volatile long heardAt = System.nanoTime();
  private volatile @Nullable Thread reader;

  RuntimeNativeSocket(
      ConnectionContext context,
      RuntimeNativeTransport transport,
      Entrance entrance,
      Optional<Connection> connection) {
    this.context = context;
    this.transport = transport;
    this.entrance = entrance;
    this.connection = connection.orElse(null);
  }

  @Override
  public void handle(Semaphore requests) {
    reader = Thread.currentThread();
    var code = ABNORMAL;
    try {
      if (requests.tryAcquire()) {
        try {
          code = read();
        } finally {
          requests.release();
        }
      } else {
        transport.close(WsCloseCodes.TRY_AGAIN_LATER, "Too many connections");
      }
    } finally {
      if (connection != null) {
        entrance.closed(connection, code);
      }
    }
  }

  /// Reads until the end.
  ///
  /// @return the code of the close frame
  /// @throws CloseConnectionException if there is none
  private int read() {
    try {
      while (!stopped) {
        var frame = next();
        heardAt = System.nanoTime();
        if (frame.opCode() == WsOpCode.CLOSE) {
          return goodbye(control(frame));
        }
        take(frame);
      }
      return ABNORMAL;
    } catch (WsCloseException e) {
      return refuse(e.closeCode(), String.valueOf(e.getMessage()));
    }
  }

  private ClientWsFrame next() {
    try {
      return ClientWsFrame.read(context, context.dataReader(), Entrance.MAX_FRAME);
    } catch (WsCloseException e) {
      throw e;
    } catch (IllegalArgumentException _) { // no such opcode
      throw protocolError("Unknown frame");
    } catch (RuntimeException e) { // of several kinds, none of them ours
      throw new CloseConnectionException("The socket is gone", e);
    }
  }

  /// Says goodbye and reads on until the client has gone: a socket that is closed with something
  /// unread is reset, and the close frame lost.
  private int refuse(int code, String reason) {
    transport.close(code, reason);
    try {
      while (!stopped) {
        context.dataReader().readBuffer();
      }
    } catch (RuntimeException _) { // it has gone, or was given up
      stopped = true;
    }
    return code;
  }

  /// Answers a close frame that is the client's own; to the server's it is the answer.
  private int goodbye(byte[] payload) {
    if (payload.length == 0) {
      transport.answerClose(payload);
      return NO_CODE;
    }
    var code = payload.length == 1 ? 0 : ByteBuffer.wrap(payload).getShort() & 0xffff;
    if (code < WsCloseCodes.NORMAL_CLOSE
        || code >= NO_CODE - 1 && code <= ABNORMAL
        || code > 4999) {
      throw protocolError("No close code");
    }
    transport.answerClose(Arrays.copyOf(payload, 2));
    return code;
  }

  private void take(ClientWsFrame frame) {
    switch (frame.opCode()) {
      case TEXT, BINARY -> {
        if (fragments != null) {
          throw protocolError("A message within a message");
        }
        text = frame.opCode() == WsOpCode.TEXT;
        part(frame, new ByteArrayOutputStream(frame.fin() ? 0 : MAX_CONTROL));
      }
      case CONTINUATION -> {
        if (fragments == null) {
          throw protocolError("Nothing to continue");
        }
        part(frame, fragments);
      }
      case PING -> transport.pong(control(frame));
      case PONG, CLOSE -> control(frame);
    }
  }

  private void part(ClientWsFrame frame, ByteArrayOutputStream before) {
    var payload = payload(frame);
    if (before.size() + payload.length > Entrance.MAX_FRAME) {
      throw new WsCloseException("Payload too large", WsCloseCodes.TOO_BIG);
    }
    if (!frame.fin()) {
      before.writeBytes(payload);
      fragments = before;
      return;
    }
    fragments = null;
    if (before.size() == 0) {
      message(payload);
    } else {
      before.writeBytes(payload);
      message(before.toByteArray());
    }
  }

  private void message(byte[] payload) {
    if (connection == null || transport.isClosed()) {
      return; // the server has said goodbye and waits for the answer
    }
    if (!text) {
      entrance.receivedBinary(connection);
      return;
    }
    try {
      entrance.received(connection, UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString());
    } catch (CharacterCodingException _) {
      throw new WsCloseException("No UTF-8", NOT_UTF_8);
    }
  }

  private static byte[] control(ClientWsFrame frame) {
    if (!frame.fin() || frame.payloadLength() > MAX_CONTROL) {
      throw protocolError("A control frame in parts, or too long");
    }
    return payload(frame);
  }

  private static byte[] payload(ClientWsFrame frame) {
    var data = frame.payloadData();
    var payload = new byte[data.available()];
    data.read(payload);
    return payload;
  }

  private static WsCloseException protocolError(String what) {
    return new WsCloseException(what, WsCloseCodes.PROTOCOL_ERROR);
  }

  @Override
  public Duration idleTime() {
    return Duration.ofNanos(System.nanoTime() - heardAt);
  }

  /// The server stops, or the socket has been silent for longer than it allows.
  @Override
  public void close(boolean interrupt) {
    stopped = true;
    var thread = reader;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
