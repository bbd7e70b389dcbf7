package chat.maru.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A client of a cluster that does what client libraries do: whenever its socket is gone, it goes
/// on by RESUME, at whatever node it is led to.
public final class Roamer implements AutoCloseable {
  private static final long BEAT = Duration.ofSeconds(20).toNanos();

  private final String token;
  private final Supplier<Node> door;
  private final List<GatewayClient> connections = new CopyOnWriteArrayList<>();
  private final AtomicInteger resumed = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger invalidated = new AtomicInteger();
  private volatile @Nullable GatewayClient cutOff;
  private volatile boolean done;
  private long beatAt = System.nanoTime();

  private Roamer(String token, Supplier<Node> door) {
    this.token = token;
    this.door = door;
  }

  /// Begins a session; returns after READY and one guild.
  public static Roamer of(String token, Supplier<Node> door) {
    var roamer = new Roamer(token, door);
    var first = GatewayClient.of(door.get(), token);
    first.event("GUILD_CREATE");
    roamer.connections.add(first);
    Thread.ofVirtual().name("roamer").start(roamer::roam);
    return roamer;
  }

  /// How often it went on over another socket.
  public int resumed() {
    return resumed.get();
  }

  /// How often it was turned away and tried again.
  public int refused() {
    return refused.get();
  }

  /// How often it was told that its session is gone.
  public int invalidated() {
    return invalidated.get();
  }

  /// The codes that its sockets were closed with.
  public List<Integer> closeCodes() {
    return connections.stream().filter(it -> !it.isOpen()).map(GatewayClient::closeCode).toList();
  }

  /// Breaks the socket that it has now.
  public void cut() {
    var now = connections.getLast();
    now.cut();
    cutOff = now; // nobody tells it that it has cut itself off
  }

  /// Every message that it was shown, over all its sockets, in order.
  public List<JsonNode> messages() {
    return connections.stream().flatMap(it -> it.events("MESSAGE_CREATE").stream()).toList();
  }

  /// Waits until it was shown all of these, and demands that it was shown each once, in order, with
  /// numbers that have no hole.
  public void requireOnce(Set<String> ids) {
    Await.until(
        "all came, or the session is gone",
        Duration.ofSeconds(30),
        () -> invalidated() > 0 || Party.ids(messages()).containsAll(ids));
    assertThat(invalidated()).as("how often its session was gone").isZero();
    assertThat(Party.ids(messages())).doesNotHaveDuplicates();
    assertThat(messages()).extracting(m -> m.path("seq").asInt()).isSorted();
    var numbers = numbers();
    assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
  }

  /// Every sequence number that it got, in order.
  private List<Integer> numbers() {
    return connections.stream()
        .flatMap(it -> it.frames().stream())
        .filter(frame -> frame.path("op").asInt() == 0)
        .map(frame -> frame.path("s").asInt())
        .toList();
  }

  @Override
  public String toString() {
    return "%d resumed, %d refused, %d invalidated, open %s"
        .formatted(resumed(), refused(), invalidated(), connections.getLast().isOpen());
  }

  private void roam() {
    while (!done) {
      var now = connections.getLast();
      if (now.isOpen() && now != cutOff) {
        beat();
        rest();
      } else if (!goOn()) {
        refused.incrementAndGet();
        rest();
      }
    }
  }

  private void beat() {
    if (System.nanoTime() - beatAt < BEAT) {
      return;
    }
    beatAt = System.nanoTime();
    try {
      connections.getLast().send(1, seq());
    } catch (CompletionException | AssertionError _) { // it is being closed: it will be seen
      cut();
    }
  }

  private boolean goOn() {
    GatewayClient next = null;
    try {
      next = GatewayClient.connect(door.get());
      next.op(10);
      next.resume(token, connections.getFirst().sessionId(), seq());
      var answer =
          next.frame(
              "RESUMED or INVALID_SESSION or a close",
              frame -> frame.path("op").asInt() == 9 || frame.path("s").asInt() > 0);
      if (answer.path("op").asInt() == 9) {
        invalidated.incrementAndGet();
        done = true;
      }
      connections.add(next);
      resumed.incrementAndGet();
      return true;
    } catch (AssertionError | RuntimeException _) { // the door is shut: the next try may do
      if (next != null) {
        next.close();
      }
      return false;
    }
  }

  private int seq() {
    return connections.stream().mapToInt(GatewayClient::seq).max().orElse(0);
  }

  private static void rest() {
    try {
      Thread.sleep(25);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    done = true;
    connections.forEach(GatewayClient::close);
  }
}
