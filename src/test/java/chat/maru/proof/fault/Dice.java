package chat.maru.proof.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// What a seed chooses: times, victims, points. The same seed chooses the same.
///
/// @param time how long the load lasts
record Dice(Random random, Duration time) {
  static Dice of(long seed, Duration time) {
    return new Dice(new Random(seed), time);
  }

  /// A moment between two parts of the time, of 0 to 1.
  Duration at(double from, double to) {
    var part = from + random.nextDouble() * (to - from);
    return Duration.ofMillis((long) (time.toMillis() * part));
  }

  /// A time between two, in seconds.
  Duration seconds(double from, double to) {
    return Duration.ofMillis((long) (1000 * (from + random.nextDouble() * (to - from))));
  }

  int between(int from, int to) {
    return from + random.nextInt(to - from + 1);
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  <T> List<T> shuffled(List<T> all) {
    var list = new ArrayList<>(all);
    Collections.shuffle(list, random);
    return list;
  }
}
