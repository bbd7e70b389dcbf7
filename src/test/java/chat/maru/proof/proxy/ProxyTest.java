package chat.maru.proof.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// A client, a proxy and a server that keeps what it hears.
class ProxyTest {
  private ServerSocket server;
  private Proxy proxy;
  private final BlockingQueue<Socket> served = new LinkedBlockingQueue<>();

  @BeforeEach
  void start() throws IOException {
    server = listen();
    proxy = Proxy.to("test", server.getLocalPort());
  }

  @AfterEach
  void end() throws IOException {
    proxy.close();
    server.close();
    for (var socket : served) {
      socket.close();
    }
  }

  private ServerSocket listen() throws IOException {
    var socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (true) {
                  served.add(socket.accept());
                }
              } catch (IOException _) {
                return; // closed
              }
            });
    return socket;
  }

  private record Pair(Socket client, Socket server) {}

  private Pair connect() throws IOException, InterruptedException {
    var client = client();
    return new Pair(client, patient(served.poll(5, TimeUnit.SECONDS)));
  }

  private Socket client() throws IOException {
    return patient(new Socket(InetAddress.getLoopbackAddress(), proxy.port()));
  }

  private static Socket patient(Socket socket) throws IOException {
    socket.setSoTimeout(5000);
    return socket;
  }

  private static void write(Socket to, String text) throws IOException {
    to.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String read(Socket from, int length) throws IOException {
    return new String(from.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
  }

  private static void assertSilent(Socket socket) throws IOException {
    socket.setSoTimeout(200);
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    socket.setSoTimeout(5000);
  }

  private static void assertReset(Socket socket) {
    assertThatThrownBy(() -> socket.getInputStream().readAllBytes())
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
  }

  @Test
  void whatIsNotDisturbedPassesBothWaysAndEndsAsItEnds() throws Exception {
    var pair = connect();
    write(pair.client(), "question");
    assertThat(read(pair.server(), 8)).isEqualTo("question");
    pair.client().shutdownOutput();
    assertThat(pair.server().getInputStream().read()).isEqualTo(-1);
    write(pair.server(), "answer");
    pair.server().close();
    assertThat(read(pair.client(), 100)).isEqualTo("answer");
  }

  @Test
  void aCutIsHeardAsAResetOnBothSidesAndNewConnectionsPass() throws Exception {
    var pair = connect();
    proxy.cut();
    assertReset(pair.client());
    assertReset(pair.server());
    var next = connect();
    write(next.client(), "again");
    assertThat(read(next.server(), 5)).isEqualTo("again");
  }

  @Test
  void aResetOfOneSideIsHeardByTheOther() throws Exception {
    var pair = connect();
    Link.reset(pair.server());
    assertReset(pair.client());
  }

  @Test
  void whatIsHeldOneWayPassesTheOtherWayAndComesWhenItHeals() throws Exception {
    var pair = connect();
    proxy.hold(EnumSet.of(Direction.THERE));
    write(pair.client(), "held");
    write(pair.server(), "passes");
    assertThat(read(pair.client(), 6)).isEqualTo("passes");
    assertSilent(pair.server());
    proxy.heal();
    assertThat(read(pair.server(), 4)).isEqualTo("held");
  }

  @Test
  void theEndOfAConnectionIsHeldToo() throws Exception {
    var pair = connect();
    proxy.hold(Set.of(Direction.THERE, Direction.BACK));
    pair.client().close();
    assertSilent(pair.server());
    proxy.heal();
    assertThat(pair.server().getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void newConnectionsWaitForTheHealing() throws Exception {
    proxy.hold(EnumSet.of(Direction.THERE));
    var client = client();
    write(client, "hello");
    assertThat(served.poll(200, TimeUnit.MILLISECONDS)).isNull();
    proxy.heal();
    assertThat(read(patient(served.poll(5, TimeUnit.SECONDS)), 5)).isEqualTo("hello");
  }

  @Test
  void aDelayMakesBytesLateAndLosesNone() throws Exception {
    var pair = connect();
    proxy.delay(Duration.ofMillis(300));
    var begun = System.nanoTime();
    for (var i = 0; i < 10; i++) {
      write(pair.client(), "x" + i);
    }
    assertThat(read(pair.server(), 20)).isEqualTo("x0x1x2x3x4x5x6x7x8x9");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(299));
  }

  @Test
  void aThrottleLetsAllPassSlowly() throws Exception {
    var pair = connect();
    proxy.throttle(1000);
    var begun = System.nanoTime();
    write(pair.client(), "x".repeat(400));
    assertThat(read(pair.server(), 400)).hasSize(400);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(300));
  }

  @Test
  void ofWhatIsHalvedHalfComesAndThenTheReset() throws Exception {
    var pair = connect();
    write(pair.client(), "whole");
    assertThat(read(pair.server(), 5)).isEqualTo("whole");
    proxy.halve();
    write(pair.client(), "0123456789");
    assertThat(read(pair.server(), 5)).isEqualTo("01234");
    assertReset(pair.server());
    assertReset(pair.client());
    var next = connect();
    write(next.client(), "whole");
    assertThat(read(next.server(), 5)).isEqualTo("whole");
  }

  /// At once: repeated, as it was not always so.
  @RepeatedTest(100)
  void whoIsRefusedIsRefusedUntilItHeals() throws Exception {
    var pair = connect();
    proxy.refuse();
    assertReset(pair.client());
    assertThatThrownBy(this::client).isInstanceOf(ConnectException.class);
    proxy.heal();
    var next = connect();
    write(next.client(), "back");
    assertThat(read(next.server(), 4)).isEqualTo("back");
  }

  @Test
  void aTargetThatIsGoneResetsAndANewOneIsLedTo() throws Exception {
    server.close();
    assertReset(client());
    try (var other = listen()) {
      proxy.leadTo(other.getLocalPort());
      var pair = connect();
      write(pair.client(), "new");
      assertThat(read(pair.server(), 3)).isEqualTo("new");
    }
  }
}
