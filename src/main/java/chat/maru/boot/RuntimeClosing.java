package chat.maru.boot;

import chat.maru.gateway.frame.Cork;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/// A connection that ends behind the server's close frame, and gives the kernel together what is
/// written together. Tyrus on Helidon leaves it open, and client libraries wait for its end (`ws`
/// for 30 s) before they say that they were disconnected; and it writes each frame by itself.
///
/// @param reader the thread that reads it: what it writes answers the client's close frame
record RuntimeClosing(ConnectionContext behind, Thread reader) implements ConnectionContext {
  /// How a close frame begins.
  private static final int CLOSE = 0x88;

  static ConnectionContext of(ConnectionContext connection) {
    return new RuntimeClosing(connection, Thread.currentThread());
  }

  @Override
  public DataWriter dataWriter() {
    return new Writer(this, behind.dataWriter());
  }

  private void closing() {
    if (Thread.currentThread() == reader) {
      behind.serverSocket().close();
    } else {
      RuntimeGoodbye.await(behind.serverSocket());
    }
  }

  /// Tyrus writes each frame at once.
  private record Writer(RuntimeClosing connection, DataWriter behind) implements DataWriter {
    @Override
    public void write(BufferData... buffers) {
      behind.write(buffers);
    }

    @Override
    public void write(BufferData buffer) {
      behind.write(buffer);
    }

    @Override
    public void writeNow(BufferData... buffers) {
      behind.writeNow(buffers);
    }

    @Override
    public void writeNow(BufferData frame) {
      var cork = Cork.current();
      if (frame.available() > 0 && (frame.get(0) & 0xff) == CLOSE) {
        cork.ifPresent(Cork::release);
        behind.writeNow(frame);
        connection.closing();
      } else if (cork.isPresent()) {
        cork.get().hold(frame.readBytes(), all -> behind.writeNow(BufferData.create(all)));
      } else {
        behind.writeNow(frame);
      }
    }
  }

  @Override
  public ListenerContext listenerContext() {
    return behind.listenerContext();
  }

  @Override
  public ExecutorService executor() {
    return behind.executor();
  }

  @Override
  public DataReader dataReader() {
    return behind.dataReader();
  }

  @Override
  public Router router() {
    return behind.router();
  }

  @Override
  public Optional<ProxyProtocolData> proxyProtocolData() {
    return behind.proxyProtocolData();
  }

  @Override
  public HelidonSocket serverSocket() {
    return behind.serverSocket();
  }

  @Override
  public PeerInfo remotePeer() {
    return behind.remotePeer();
  }

  @Override
  public PeerInfo localPeer() {
    return behind.localPeer();
  }

  @Override
  public boolean isSecure() {
    return behind.isSecure();
  }

  @Override
  public String socketId() {
    return behind.socketId();
  }

  @Override
  public String childSocketId() {
    return behind.childSocketId();
  }
}
