package chat.maru.proof.proxy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/// How a proxy treats what passes.
///
/// @param held directions in which nothing passes; what was written waits, as a network's packets
///     do that are sent again until they arrive
/// @param delay by which each byte comes later
/// @param bytesPerSecond of each direction of each connection; 0 for no bound
record Rule(Set<Direction> held, Duration delay, long bytesPerSecond) {
  static final Rule NONE = new Rule(EnumSet.noneOf(Direction.class), Duration.ZERO, 0);

  Rule holding(Set<Direction> directions) {
    return new Rule(directions, delay, bytesPerSecond);
  }

  Rule delayed(Duration by) {
    return new Rule(held, by, bytesPerSecond);
  }

  Rule throttled(long perSecond) {
    return new Rule(held, delay, perSecond);
  }

  boolean holds(Direction direction) {
    return held.contains(direction);
  }
}
