package chat.maru.limit;

import chat.maru.limit.Verdict.Left;
import chat.maru.platform.Remembered;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Counts what is answered with 401, 403 or 429 by the address that asked, as the protocol does
/// (reference: "Invalid Request Limit"). Who has had too many of them is refused everything until
/// the count begins anew.
///
/// Counting costs a round trip, asking none: the node remembers the addresses that it was told are
/// over. Another node learns of one with the first invalid or unauthenticated call it gets from
/// there.
@ApplicationScoped
public class InvalidRequests {
  @Inject Limits limits;
  @Inject Clock clock;

  private final Remembered<String, Blocked> blocked = new Remembered<>(10_000);

  private record Blocked(Left left, Instant until) {}

  /// Counts one.
  public void count(String address) {
    var charge = Charge.of(Limit.INVALID_REQUESTS, Payer.address(address));
    for (var left : limits.spend(List.of(charge)).left()) {
      if (left.remaining() == 0) {
        remember(left);
      }
    }
  }

  /// How the limit stands for an address that is over it.
  public Optional<Left> blocks(String address) {
    var key = Payer.address(address).key();
    var found = blocked.peek(key);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var rest = Duration.between(clock.instant(), found.get().until());
    if (!rest.isPositive()) {
      blocked.forget(key);
      return Optional.empty();
    }
    var left = found.get().left();
    return Optional.of(new Left(left.charge(), left.size(), 0, rest));
  }

  private void remember(Left left) {
    var until = clock.instant().plus(left.after());
    blocked.reload(left.charge().payer().key(), _ -> Optional.of(new Blocked(left, until)));
  }
}
