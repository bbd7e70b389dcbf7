package chat.maru.proof.fault;

import java.time.Duration;
import java.util.List;

/// A kind of fault: what a seed makes a plan of.
///
/// @param revoking whether a channel is taken from somebody meanwhile; not where the way to the
///     client itself is slow, since nobody can call back what is under way
/// @param smallDisk whether the database needs a disk that can be filled up
/// @param least how long the load lasts at least
record Fault(String name, boolean revoking, boolean smallDisk, Duration least, Plan plan) {

  interface Plan {
    List<Act> of(Installation installation, Dice dice);
  }

  Fault(String name, Plan plan) {
    this(name, true, false, Duration.ZERO, plan);
  }

  Fault withoutRevocation() {
    return new Fault(name, false, smallDisk, least, plan);
  }

  Fault onSmallDisk() {
    return new Fault(name, revoking, true, least, plan);
  }

  Fault lasting(Duration atLeast) {
    return new Fault(name, revoking, smallDisk, atLeast, plan);
  }

  /// All kinds, in the order in which they are run.
  static List<Fault> all() {
    return java.util.stream.Stream.of(
            NodeFaults.all(), ServiceFaults.all(), LineFaults.all(), LogFaults.all())
        .flatMap(List::stream)
        .toList();
  }

  static Fault named(String name) {
    return all().stream()
        .filter(fault -> fault.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no fault " + name));
  }
}
