package chat.maru.proof.plant;

import chat.maru.kernel.PlantedFault;
import chat.maru.proof.check.Checker;
import chat.maru.proof.check.Collector;
import chat.maru.proof.check.Installation;
import chat.maru.proof.check.Verdict;
import chat.maru.proof.journal.Entry;
import chat.maru.proof.journal.Journal;
import chat.maru.proof.journal.JournalWatcher;
import chat.maru.reference.ReferenceClient;
import chat.maru.testkit.Cluster;
import chat.maru.testkit.Node;
import chat.maru.testkit.Services;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// An installation of its own for scenarios, with a fault in all of its nodes or with none, and the
/// journals of all that happens there.
final class Ground implements AutoCloseable {
  private static final Duration STILL = Duration.ofMillis(1_500);
  private static final Duration OVER = Duration.ofSeconds(3);

  private final Cluster cluster;
  private final Map<String, String> plant;
  private final Path journals;
  private final Journal runner;
  private final List<Journal> open = new ArrayList<>();
  private final List<ReferenceClient> clients = new ArrayList<>();
  private final List<HandheldScreen> screens = new ArrayList<>();
  private Node node;
  private Optional<Node> second = Optional.empty();

  Ground(Optional<PlantedFault> fault) {
    var name = fault.map(it -> "plant" + it.ordinal()).orElse("control");
    cluster =
        Cluster.create(name)
            .with("maru.limit.enabled", "false")
            .with("maru.password.memory-kib", "64")
            .with("maru.password.iterations", "1");
    plant = fault.map(it -> Map.of("maru.test.plant", it.name())).orElse(Map.of());
    journals = Services.data().resolve("journals-" + System.nanoTime());
    runner = journal("runner");
    node = cluster.start("all", plant);
  }

  private Journal journal(String name) {
    var journal = Journal.begin(journals, name + "-" + open.size());
    open.add(journal);
    return journal;
  }

  Node node() {
    return node;
  }

  Cluster cluster() {
    return cluster;
  }

  /// A second node, which stays.
  Node second() {
    var there = second.orElseGet(() -> cluster.start("all", plant));
    second = Optional.of(there);
    return there;
  }

  /// A guild of its own with two people, both of whom are known to see the channel.
  Place place() {
    Supplier<Node> here = this::node;
    var place = Place.make(Player.register(here, "mina"), Player.register(here, "jun"));
    sees(place.jun(), place.channel(), true);
    return place;
  }

  Player player(String beginning) {
    return Player.register(this::node, beginning);
  }

  /// Notes that somebody's sight of a channel has changed.
  void sees(Player who, String channel, boolean visible) {
    runner.write(new Entry.SightChanged(Journal.now(), who.id(), channel, visible));
  }

  /// Notes what a player did beside its client.
  void note(Entry entry) {
    runner.write(entry);
  }

  /// Starts a client, which stays until all is over.
  ReferenceClient client(Player player) {
    var client =
        ReferenceClient.start(
            player.account(), new JournalWatcher(journal(player.id()), player.id()));
    clients.add(client);
    Stillness.hopeFor(client::isReady, Duration.ofSeconds(20));
    return client;
  }

  HandheldScreen screen(Player player, Node at) {
    var screen = new HandheldScreen(player, journal(player.id()), at);
    screens.add(screen);
    return screen;
  }

  /// SIGKILL.
  void kill() {
    runner.write(
        new Entry.Disturbed(Journal.now(), "kill -9", node.url().substring("http://".length())));
    node.kill();
  }

  /// Starts a node in the place of the one that was killed.
  void start(Map<String, String> more) {
    var properties = new HashMap<>(plant);
    properties.putAll(more);
    node = cluster.start("all", properties);
  }

  void sql(String statement) {
    try (var connection = cluster.connect();
        var prepared = connection.createStatement()) {
      prepared.execute(statement);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  RawLog topic(String setting) {
    return new RawLog(
        cluster.setting("maru.kafka.bootstrap"), cluster.setting("maru.kafka.topic." + setting));
  }

  /// Waits until nothing more happens: nothing is stored, relayed or shown.
  void rests() {
    Stillness.await(this::happenings, STILL);
  }

  private long happenings() {
    var rows =
        cluster.rows("select (select count(*) from messages) + (select count(*) from outbox)");
    var seen =
        clients.stream()
            .map(ReferenceClient::marks)
            .mapToLong(it -> it.channels().stream().mapToLong(at -> it.last(at).seq()).sum())
            .sum();
    return Long.parseLong(rows.getFirst())
        + seen
        + screens.stream().mapToInt(HandheldScreen::frames).sum();
  }

  /// Ends all clients and looks at what is there.
  Verdict verdict() {
    Stillness.await(this::happenings, OVER);
    clients.forEach(ReferenceClient::close);
    screens.forEach(HandheldScreen::readsAll);
    screens.forEach(HandheldScreen::close);
    open.forEach(Journal::close);
    return Checker.check(Collector.collect(journals, Installation.of(cluster::setting)));
  }

  @Override
  public void close() {
    cluster.close();
  }
}
