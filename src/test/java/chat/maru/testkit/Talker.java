package chat.maru.testkit;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Somebody who writes messages at a rate, each with a key, and sends again by the same key what
/// was not answered or answered with 503, as the guide for clients says.
public final class Talker implements AutoCloseable {
  private static final int REPEATS = 200;

  private final String token;
  private final String channel;
  private final Supplier<Node> door;
  private final Map<Integer, String> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> strange = new ConcurrentHashMap<>();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger broken = new AtomicInteger();
  private final AtomicInteger unavailable = new AtomicInteger();
  private final AtomicInteger limited = new AtomicInteger();
  private volatile boolean done;

  public Talker(String token, String channel, Supplier<Node> door) {
    this.token = token;
    this.channel = channel;
    this.door = door;
  }

  /// Begins to write.
  public Talker at(int perSecond) {
    var pause = Duration.ofSeconds(1).toNanos() / perSecond;
    Thread.ofVirtual()
        .name("talker")
        .start(
            () -> {
              for (var due = System.nanoTime(); !done; due += pause) {
                LockSupport.parkNanos(due - System.nanoTime());
                var n = begun.incrementAndGet();
                Thread.ofVirtual().start(() -> say(n));
              }
            });
    return this;
  }

  /// Waits until so many more have been answered with the message.
  public void awaitMore(int count) {
    var before = ids.size();
    Await.until(
        count + " more messages", Duration.ofSeconds(90), () -> ids.size() >= before + count);
  }

  /// The ids of all messages, when the last one has been answered.
  public Set<String> finish() {
    done = true;
    Await.until(
        "every message is answered", Duration.ofSeconds(90), () -> ids.size() == begun.get());
    return Set.copyOf(ids.values());
  }

  /// Calls whose connection broke before they were answered.
  public int broken() {
    return broken.get();
  }

  /// Calls that were answered with 503.
  public int unavailable() {
    return unavailable.get();
  }

  /// How often each other status was answered.
  public Map<Integer, Integer> strange() {
    return Map.copyOf(strange);
  }

  private void say(int n) {
    var body = Map.of("content", "n" + n, "clientMsgId", "key-" + n);
    for (var i = 0; i < REPEATS && !ids.containsKey(n); i++) {
      try {
        var rest = door.get().rest().as("Bearer " + token);
        var answer = rest.post("/channels/" + channel + "/messages", body);
        switch (answer.status()) {
          case 200 -> ids.put(n, answer.body().path("id").asText());
          case 503 -> again(unavailable);
          // What a busy machine held up goes out at once when it comes round.
          case 429 -> again(limited);
          default -> strange.merge(answer.status(), 1, Integer::sum);
        }
      } catch (UncheckedIOException _) {
        again(broken);
      }
    }
  }

  private static void again(AtomicInteger counter) {
    counter.incrementAndGet();
    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
  }

  @Override
  public void close() {
    done = true;
  }
}
