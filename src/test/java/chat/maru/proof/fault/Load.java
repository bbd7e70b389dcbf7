package chat.maru.proof.fault;

import chat.maru.proof.journal.Entry;
import chat.maru.proof.journal.Journal;
import chat.maru.reference.Decision;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// What clients do in a run: four talk over the gateway (and edit and delete), one over REST with
/// keys and one without, two only look, one moves its read cursor, one walks through history, and
/// from one a channel is taken and given back.
final class Load implements AutoCloseable {
  static final int MEMBERS = 9;

  private static final int TALKERS = 4;
  private static final long VIEW_CHANNEL = 1024;

  /// More than that a talker does not send while nothing is decided.
  private static final int UNDECIDED = 300;

  private final Stage stage;
  private final List<Player> players = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final List<CompletableFuture<Decision>> decisions = new ArrayList<>();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final Unkeyed unkeyed = new Unkeyed();
  private final AtomicInteger count = new AtomicInteger();
  private final Walker walker;
  private volatile boolean over;
  private volatile Optional<String> taken = Optional.empty();

  private interface Work {
    void run() throws InterruptedException;
  }

  Load(Stage stage, Path journals) {
    this.stage = stage;
    var gateways = stage.doors().gateways();
    for (var i = 0; i < MEMBERS; i++) {
      var home = gateways.get(i % gateways.size());
      players.add(new Player(stage, stage.members().get(i), home, journals));
    }
    walker = new Walker(stage, stage.owner(), Journal.begin(journals, stage.owner().name()));
  }

  /// Begins.
  ///
  /// @param revoking whether a channel is taken from somebody after a third of the time, and given
  ///     back after two
  void begin(Duration time, boolean revoking) {
    for (var i = 0; i < TALKERS; i++) {
      var talker = players.get(i);
      repeat("talker", Duration.ofMillis(80), () -> talk(talker));
    }
    repeat("rest", Duration.ofMillis(150), () -> post(players.get(TALKERS)));
    repeat("unkeyed", Duration.ofMillis(300), () -> postUnkeyed(players.get(TALKERS + 1)));
    repeat("reader", Duration.ofMillis(400), () -> read(players.get(TALKERS + 2)));
    repeat("walker", Duration.ofMillis(500), walker::walk);
    if (revoking) {
      start("revoker", () -> takeAndGiveBack(players.getLast(), time.dividedBy(3)));
    }
  }

  private void repeat(String name, Duration pause, Work work) {
    start(
        name,
        () -> {
          while (!over) {
            work.run();
            Thread.sleep(pause.toMillis() / 2 + random((int) pause.toMillis()));
          }
        });
  }

  private void start(String name, Work work) {
    threads.add(
        Thread.ofVirtual()
            .name(name)
            .start(
                () -> {
                  try {
                    work.run();
                  } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                  } catch (RuntimeException | AssertionError e) {
                    failures.add(e);
                  }
                }));
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }

  private String anyChannel() {
    return stage.channels().get(random(stage.channels().size()));
  }

  private void talk(Player talker) throws InterruptedException {
    if (random(30) == 0) {
      change(talker);
    }
    if (undecided() < UNDECIDED) {
      var number = count.incrementAndGet();
      var sent = talker.client().send(anyChannel(), "key-" + number, "message " + number);
      synchronized (decisions) {
        decisions.add(sent);
      }
    }
  }

  private void change(Player talker) throws InterruptedException {
    var own = talker.takeOwn();
    if (own.isEmpty()) {
      return;
    }
    var path = "/channels/" + own.get().channel() + "/messages/" + own.get().id();
    // Undecided is as good as decided: nothing hangs on it but what the log tells of it.
    if (random(3) == 0) {
      talker.someone().calls().once("DELETE", path, Map.of());
    } else {
      talker.someone().calls().once("PATCH", path, Map.of("content", "edit " + count.get()));
    }
  }

  private void post(Player by) throws InterruptedException {
    var number = count.incrementAndGet();
    by.client().post(anyChannel(), "key-" + number, "posted " + number);
  }

  private void postUnkeyed(Player by) throws InterruptedException {
    var content = "unkeyed " + count.incrementAndGet();
    var channel = anyChannel();
    unkeyed.sent(channel, content);
    var path = "/channels/" + channel + "/messages";
    var answer = by.someone().calls().once("POST", path, Map.of("content", content));
    if (answer.status() == 200) {
      unkeyed.stored(channel, content, answer.body().path("id").asText());
    }
  }

  private void read(Player reader) throws InterruptedException {
    var channel = anyChannel();
    var id = reader.latest().get(channel);
    if (id == null) {
      return;
    }
    var path = "/channels/" + channel + "/messages/" + id + "/ack";
    if (reader.someone().calls().once("POST", path, Map.of()).status() == 200) {
      reader
          .journal()
          .write(new Entry.CursorAsked(Journal.now(), reader.someone().id(), channel, id));
    }
  }

  /// A channel is seen again from the first attempt on, and not seen from the success on: what
  /// happens in between may fall either way.
  private void takeAndGiveBack(Player from, Duration third) throws InterruptedException {
    var channel = stage.channels().getLast();
    var path = "/channels/" + channel + "/permissions/" + from.someone().id();
    Thread.sleep(third);
    taken = Optional.of(path);
    var deny = Map.of("type", 1, "allow", "0", "deny", Long.toString(VIEW_CHANNEL));
    stage.owner().calls().until("PUT", path, deny).expect();
    from.sight(channel, false);
    Thread.sleep(third);
    from.sight(channel, true);
    stage.owner().calls().until("DELETE", path, Map.of()).expect();
  }

  /// A node that was frozen takes the channel when it wakes up, if it was the first that was asked
  /// to, and another has done it since and given the channel back.
  private void giveBackAgain() throws InterruptedException {
    if (taken.isPresent()) {
      var answer = stage.owner().calls().until("DELETE", taken.get(), Map.of());
      if (answer.status() != 404) {
        answer.expect();
      }
    }
  }

  int undecided() {
    synchronized (decisions) {
      decisions.removeIf(CompletableFuture::isDone);
      return decisions.size();
    }
  }

  /// Ends; what was begun is finished first, within the limit.
  ///
  /// @throws AssertionError if something goes on for longer
  void end(Duration limit) throws InterruptedException {
    over = true;
    var until = System.nanoTime() + limit.toNanos();
    for (var thread : threads) {
      if (!thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())))) {
        throw new AssertionError("still at work after " + limit + ": " + thread.getName());
      }
    }
    giveBackAgain();
    while (undecided() > 0) {
      if (System.nanoTime() > until) {
        throw new AssertionError(undecided() + " messages are undecided after " + limit);
      }
      Thread.sleep(50);
    }
  }

  /// @throws AssertionError if something went wrong
  void requireWhole() {
    if (!failures.isEmpty()) {
      throw new AssertionError("the load broke", failures.peek());
    }
  }

  /// One more message in each channel, by which every screen notices what it misses.
  void curtain() throws InterruptedException {
    for (var channel : stage.channels()) {
      var number = count.incrementAndGet();
      players.get(TALKERS).client().post(channel, "key-" + number, "curtain " + number);
    }
  }

  List<Player> players() {
    return List.copyOf(players);
  }

  Unkeyed unkeyed() {
    return unkeyed;
  }

  Stage stage() {
    return stage;
  }

  @Override
  public void close() {
    over = true;
    threads.forEach(Thread::interrupt);
    players.forEach(Player::close);
    walker.close();
  }
}
