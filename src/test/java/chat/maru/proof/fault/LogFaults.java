package chat.maru.proof.fault;

import java.util.ArrayList;
import java.util.List;

/// What happens to the log: records that come again, positions that are lost, members of the group
/// that come and go, and what nobody should have written.
final class LogFaults {
  private LogFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault("duplicate-delivery", LogFaults::duplicates),
        new Fault("rewind", LogFaults::rewind),
        new Fault("rebalances", LogFaults::rebalances),
        new Fault("poison", LogFaults::poison));
  }

  private static List<Act> duplicates(Installation on, Dice dice) {
    var acts = new ArrayList<Act>();
    for (var begin : List.of(0.2, 0.45, 0.7)) {
      acts.add(
          Act.of(
              dice.at(begin, begin + 0.2),
              "again, all that was accepted",
              "kafka",
              () -> new Logs(on).produceAgain()));
    }
    return acts;
  }

  private static List<Act> rewind(Installation on, Dice dice) {
    return List.of(
        Act.of(
            dice.at(0.2, 0.5),
            "SIGTERM, and offsets rewound to zero,",
            "workers",
            () -> {
              on.workers().forEach(Place::stop);
              new Logs(on).rewind();
              on.workers().forEach(Place::start);
            }));
  }

  /// A guest joins the group, gets its share, and leaves without having done anything.
  private static List<Act> rebalances(Installation on, Dice dice) {
    var acts = new ArrayList<Act>();
    for (var at = dice.seconds(1, 3); at.compareTo(dice.time()) < 0; at = at.plusSeconds(5)) {
      acts.add(Act.of(at, "rebalance", "workers", () -> new Logs(on).joinAndLeave()));
    }
    return acts;
  }

  private static List<Act> poison(Installation on, Dice dice) {
    var acts = new ArrayList<Act>();
    for (var begin : List.of(0.15, 0.35, 0.55, 0.75)) {
      acts.add(
          Act.of(
              dice.at(begin, begin + 0.15),
              "poison, oversize and unknown versions",
              "both logs",
              () -> new Logs(on).poison()));
    }
    return acts;
  }
}
