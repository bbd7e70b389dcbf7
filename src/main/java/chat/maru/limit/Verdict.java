package chat.maru.limit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What became of charges: all were spent, or none.
///
/// @param left how each stands now, in the order in which they were named; without those that do
///     not apply
/// @param refusal the one that refuses
public record Verdict(List<Left> left, Optional<Left> refusal) {
  static final Verdict FREE = new Verdict(List.of(), Optional.empty());

  /// How a limit stands.
  ///
  /// @param after when there is more: of a window all of it
  public record Left(Charge charge, int size, int remaining, Duration after) {}

  /// How this one stands; empty if it does not apply.
  public Optional<Left> of(Charge charge) {
    return left.stream().filter(it -> it.charge().equals(charge)).findFirst();
  }
}
