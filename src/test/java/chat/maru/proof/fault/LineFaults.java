package chat.maru.proof.fault;

import chat.maru.proof.proxy.Direction;
import chat.maru.proof.proxy.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What happens to the lines between the parts.
final class LineFaults {
  private static final List<Set<Direction>> WAYS =
      List.of(
          Set.of(Direction.THERE), Set.of(Direction.BACK), Set.of(Direction.THERE, Direction.BACK));

  private LineFaults() {}

  static List<Fault> all() {
    var all = new ArrayList<Fault>();
    all.add(
        new Fault("partition-clients-gateway", (on, dice) -> parted(on.gateways(), dice, "clients"))
            .withoutRevocation());
    for (var part : List.of("postgres", "redis", "kafka")) {
      all.add(
          new Fault("partition-gateway-" + part, (on, dice) -> parted(on.gateways(), dice, part)));
      all.add(
          new Fault("partition-worker-" + part, (on, dice) -> parted(on.workers(), dice, part)));
    }
    all.add(new Fault("cut-lines", (on, dice) -> moments(on, dice, "cut", Proxy::cut)));
    all.add(new Fault("halve-lines", (on, dice) -> moments(on, dice, "halve", Proxy::halve)));
    all.add(new Fault("delay-lines", LineFaults::delays).withoutRevocation());
    all.add(new Fault("throttle-lines", LineFaults::throttles).withoutRevocation());
    return List.copyOf(all);
  }

  /// One place loses one part: one way, the other way and both, in any order.
  private static List<Act> parted(List<Place> of, Dice dice, String part) {
    var place = dice.one(of);
    var acts = new ArrayList<Act>();
    var begin = 0.1;
    for (var ways : dice.shuffled(WAYS)) {
      var at = dice.at(begin, begin + 0.06);
      var words = "partition " + words(ways) + " between " + part + " and";
      acts.add(Act.of(at, words, place, () -> place.proxiesTo(part).forEach(it -> it.hold(ways))));
      acts.add(
          Act.of(
              at.plus(dice.at(0.13, 0.19)),
              "healing between " + part + " and",
              place,
              () -> place.proxiesTo(part).forEach(Proxy::heal)));
      begin += 0.28;
    }
    return acts;
  }

  private static String words(Set<Direction> ways) {
    return ways.size() > 1 ? "both ways" : ways.contains(Direction.THERE) ? "there" : "back";
  }

  private static List<Proxy> lines(Installation on) {
    return on.nodes().stream()
        .flatMap(
            node ->
                Stream.of("clients", "postgres", "redis", "kafka")
                    .flatMap(part -> node.proxiesTo(part).stream()))
        .toList();
  }

  /// Every line once, in any order.
  private static List<Act> moments(
      Installation on, Dice dice, String what, Consumer<Proxy> disturbance) {
    var lines = dice.shuffled(lines(on));
    var acts = new ArrayList<Act>();
    for (var i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      var at = dice.at(0.1 + 0.8 * i / lines.size(), 0.1 + 0.8 * (i + 1) / lines.size());
      acts.add(Act.of(at, what, line.name(), () -> disturbance.accept(line)));
    }
    return acts;
  }

  private static List<Act> delays(Installation on, Dice dice) {
    var acts = new ArrayList<Act>();
    for (var line : dice.shuffled(lines(on)).subList(0, 6)) {
      var by = Duration.ofMillis(dice.between(20, 600));
      acts.add(
          Act.of(
              dice.at(0.1, 0.5),
              "delay by " + by.toMillis() + " ms",
              line.name(),
              () -> line.delay(by)));
    }
    return inOrder(acts);
  }

  private static List<Act> throttles(Installation on, Dice dice) {
    var acts = new ArrayList<Act>();
    for (var line : dice.shuffled(lines(on)).subList(0, 4)) {
      var rate = dice.between(4, 40) * 1000L;
      acts.add(
          Act.of(
              dice.at(0.1, 0.4),
              "throttle to " + rate + " bytes/s",
              line.name(),
              () -> line.throttle(rate)));
      acts.add(Act.of(dice.at(0.6, 0.8), "healing", line.name(), line::heal));
    }
    return inOrder(acts);
  }

  private static List<Act> inOrder(List<Act> acts) {
    return acts.stream().sorted(java.util.Comparator.comparing(Act::at)).toList();
  }
}
