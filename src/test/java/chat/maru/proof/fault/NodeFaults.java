package chat.maru.proof.fault;

import chat.maru.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What happens to nodes: ends, halts, freezes, restarts, clocks that are wrong.
final class NodeFaults {
  /// How long a worker may take to start, get its share and come to the step, on a busy machine.
  private static final Duration HALT = Duration.ofSeconds(90);

  /// How long a worker that has its share may find nothing in it.
  private static final Duration SHARE = Duration.ofSeconds(20);

  /// The steps of a worker at which it can be halted (`StopPoints`).
  private static final List<String> STORING =
      List.of("BEFORE_INSERT", "AFTER_INSERT", "AFTER_COMMIT", "BEFORE_OFFSET_COMMIT");

  private static final List<String> RELAYING = List.of("BEFORE_PUBLISH", "AFTER_PUBLISH");

  private NodeFaults() {}

  static List<Fault> all() {
    var all = new ArrayList<Fault>();
    all.add(new Fault("kill-gateway", (all1, dice) -> killed(dice, dice.one(all1.gateways()))));
    all.add(new Fault("kill-worker", (all1, dice) -> killed(dice, dice.one(all1.workers()))));
    STORING.forEach(
        point ->
            all.add(
                new Fault(
                    name(point), (on, dice) -> List.of(haltedWhileStoring(on, dice, point)))));
    RELAYING.forEach(
        point ->
            all.add(
                new Fault(
                    name(point), (on, dice) -> List.of(haltedWhileRelaying(on, dice, point)))));
    all.add(
        new Fault("zombie-gateway", (on, dice) -> frozen(dice, dice.one(on.gateways()), 10, 14)));
    all.add(new Fault("zombie-worker", (on, dice) -> frozen(dice, dice.one(on.workers()), 10, 14)));
    all.add(
        new Fault("zombie-beyond-lease", (on, dice) -> frozen(dice, dice.one(on.nodes()), 62, 66))
            .lasting(Duration.ofSeconds(90)));
    all.add(new Fault("rolling-restart", NodeFaults::rolling));
    all.add(new Fault("storm", NodeFaults::storm));
    all.add(new Fault("clock-steps", NodeFaults::clocks));
    return List.copyOf(all);
  }

  private static String name(String point) {
    return "kill-worker-" + point.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  private static List<Act> killed(Dice dice, Place place) {
    var at = dice.at(0.2, 0.5);
    return List.of(
        Act.of(at, "kill -9", place, place::kill),
        Act.of(at.plus(dice.seconds(1, 5)), "start", place, place::start));
  }

  /// A worker comes, takes its share, halts there and is killed. Its share may be partitions that
  /// nobody writes to: then all others are killed, so that it gets the rest.
  private static Act haltedWhileStoring(Installation on, Dice dice, String point) {
    var spare = on.spare();
    return Act.of(
        dice.at(0.1, 0.3),
        "kill -9 at " + point,
        spare,
        () -> {
          spare.start(Map.of("maru.test.halt-at", point));
          if (Await.comes("it halts", SHARE, () -> isHalted(spare, point))) {
            spare.kill();
          } else {
            killAlone(on, spare, point);
          }
        });
  }

  private static boolean isHalted(Place place, String point) {
    return place.node().log().contains("event=test.halted point=" + point);
  }

  /// The relay is one at a time: the others are killed, so that the newcomer gets its turn.
  private static Act haltedWhileRelaying(Installation on, Dice dice, String point) {
    var spare = on.spare();
    return Act.of(
        dice.at(0.1, 0.3),
        "kill -9 of all other workers, and at " + point,
        spare,
        () -> {
          spare.start(Map.of("maru.test.halt-at", point));
          killAlone(on, spare, point);
        });
  }

  private static void killAlone(Installation on, Place spare, String point) {
    on.workers().forEach(Place::kill);
    awaitHalt(spare, point);
    on.workers().getFirst().start();
    spare.kill();
    on.workers().getLast().start();
  }

  private static void awaitHalt(Place place, String point) {
    Await.until(place.name() + " halts at " + point, HALT, () -> isHalted(place, point));
  }

  private static List<Act> frozen(Dice dice, Place place, double from, double to) {
    var at = dice.at(0.1, 0.3);
    return List.of(
        Act.of(at, "SIGSTOP", place, place::freeze),
        Act.of(at.plus(dice.seconds(from, to)), "SIGCONT", place, place::thaw));
  }

  private static List<Act> rolling(Installation on, Dice dice) {
    var acts = new ArrayList<Act>();
    var at = dice.at(0.1, 0.2);
    for (var place : dice.shuffled(on.nodes())) {
      acts.add(Act.of(at, "SIGTERM", place, place::stop));
      acts.add(Act.of(at, "start", place, place::start));
      at = at.plusMillis(1);
    }
    return acts;
  }

  private static List<Act> storm(Installation on, Dice dice) {
    var acts = new ArrayList<Act>();
    for (var begin : List.of(0.15, 0.4, 0.65)) {
      acts.add(
          Act.of(
              dice.at(begin, begin + 0.2),
              "cut of all sockets",
              "clients",
              () -> on.gateways().forEach(gateway -> gateway.door().cut())));
    }
    return acts;
  }

  private static List<Act> clocks(Installation on, Dice dice) {
    var acts = new ArrayList<Act>();
    for (var begin : List.of(0.1, 0.3, 0.5)) {
      var seconds = dice.between(-600, 600);
      acts.add(
          Act.of(
              dice.at(begin, begin + 0.15),
              "clock wrong by " + seconds + " s",
              "all nodes",
              () -> on.setClock(seconds * 1000L)));
    }
    acts.add(Act.of(dice.at(0.75, 0.9), "clock right", "all nodes", () -> on.setClock(0)));
    return acts;
  }
}
