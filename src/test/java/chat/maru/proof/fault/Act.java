package chat.maru.proof.fault;

import chat.maru.proof.journal.Entry;
import chat.maru.proof.journal.Journal;
import java.time.Duration;
import java.util.Locale;

/// One thing that is done to the installation in a run.
///
/// @param at when, counted from the beginning of the load; later if the one before takes longer
/// @param what in words, beginning as journals have it: `kill -9`, `SIGSTOP`, `cut`
/// @param target what it is done to, for people
/// @param address as sessions know it, if it is a gateway; else something that none of them knows
record Act(Duration at, String what, String target, String address, Step step) {

  interface Step {
    void run() throws Exception;
  }

  /// Done to a service or to all.
  static Act of(Duration at, String what, String target, Step step) {
    return new Act(at, what, target, ":" + target, step);
  }

  /// Done to a node.
  static Act of(Duration at, String what, Place place, Step step) {
    return new Act(at, what, place.name(), Stage.Doors.address(place), step);
  }

  /// As the journal of the run has it.
  Entry.Disturbed disturbed() {
    return new Entry.Disturbed(Journal.now(), what, address);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1f s %s %s", at.toMillis() / 1000.0, what, target);
  }
}
