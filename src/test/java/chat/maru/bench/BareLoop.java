package chat.maru.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/// The most that the machine could do: one thread writes frames to loopback sockets, one write
/// each, another thread reads them. No protocol, no queue, no choice of who gets what.
final class BareLoop {
  private BareLoop() {}

  static double framesPerSecond(int sockets, int frames, int frameBytes)
      throws IOException, InterruptedException {
    var written = new ArrayList<SocketChannel>();
    try (var server = ServerSocketChannel.open();
        var selector = Selector.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), sockets);
      for (var i = 0; i < sockets; i++) {
        var reading = SocketChannel.open(server.getLocalAddress());
        reading.configureBlocking(false).register(selector, SelectionKey.OP_READ);
        var writing = server.accept();
        writing.setOption(StandardSocketOptions.TCP_NODELAY, true);
        written.add(writing);
      }
      var wanted = (long) sockets * frames * frameBytes;
      var reader = Thread.ofPlatform().start(() -> read(selector, wanted));
      var began = System.nanoTime();
      write(written, frames, frameBytes);
      reader.join();
      return (double) sockets * frames * 1e9 / (System.nanoTime() - began);
    } finally {
      for (var channel : written) {
        channel.close();
      }
    }
  }

  private static void write(List<SocketChannel> sockets, int frames, int frameBytes)
      throws IOException {
    var frame = ByteBuffer.allocateDirect(frameBytes);
    for (var i = 0; i < frames; i++) {
      for (var socket : sockets) {
        frame.clear();
        while (frame.hasRemaining()) {
          socket.write(frame);
        }
      }
    }
  }

  private static void read(Selector selector, long wanted) {
    var buffer = ByteBuffer.allocateDirect(1 << 16);
    var left = new long[] {wanted};
    try {
      while (left[0] > 0) {
        selector.select(key -> left[0] -= readOnce((SocketChannel) key.channel(), buffer));
      }
      for (var key : selector.keys()) {
        key.channel().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int readOnce(SocketChannel channel, ByteBuffer buffer) {
    try {
      return channel.read(buffer.clear());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
