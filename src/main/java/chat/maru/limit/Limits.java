package chat.maru.limit;

import chat.maru.kernel.ApiException;
import chat.maru.kernel.Problem;
import chat.maru.limit.Limit.Kind;
import chat.maru.limit.Verdict.Left;
import chat.maru.platform.redis.Redis;
import chat.maru.platform.redis.Script;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// Spends from limits, before anything is done for the caller. In Redis, all that one payer is
/// charged with in one round trip (ADR 0014); while Redis is away on this node alone.
@ApplicationScoped
public class Limits {
  private static final Script SPEND = Script.of("spend_limits.lua");

  @Inject Redis redis;
  @Inject LocalBuckets local;
  @Inject LimitConfig config;
  @Inject Clock clock;

  private final LongAdder refused = new LongAdder();
  private final LongAdder alone = new LongAdder();

  /// Spends all of the charges, or none if one refuses. Charges of different payers are spent one
  /// payer after the other, in the order of their first.
  public Verdict spend(List<Charge> charges) {
    var payers = new LinkedHashMap<String, List<Charge>>();
    for (var charge : charges) {
      if (config.applies(charge)) {
        payers.computeIfAbsent(charge.payer().key(), _ -> new ArrayList<>()).add(charge);
      }
    }
    var left = new ArrayList<Left>();
    for (var ofOne : payers.values()) {
      var verdict = spendOf(ofOne);
      left.addAll(verdict.left());
      if (verdict.refusal().isPresent()) {
        refused.increment();
        return new Verdict(left, verdict.refusal());
      }
    }
    return left.isEmpty() ? Verdict.FREE : new Verdict(left, Optional.empty());
  }

  /// Spends all of the charges.
  ///
  /// @throws ApiException 429 with the time to wait, and nothing is spent
  public void require(Charge... charges) {
    var refusal = spend(List.of(charges)).refusal();
    if (refusal.isPresent()) {
      throw refusal(refusal.get());
    }
  }

  /// The answer to whom a limit refuses.
  public static ApiException refusal(Left left) {
    var problem =
        left.charge().limit().scope().equals("global")
            ? Problem.RATE_LIMITED_GLOBALLY
            : Problem.RATE_LIMITED;
    return problem.error().retryAfter(left.after());
  }

  private Verdict spendOf(List<Charge> charges) {
    var now = clock.millis();
    var arguments = new ArrayList<String>(1 + 4 * charges.size());
    arguments.add(Long.toString(now));
    for (var charge : charges) {
      var size = config.size(charge.limit());
      arguments.add(charge.limit().kind() == Kind.SLIDING ? "sliding" : "window");
      arguments.add(Integer.toString(size.most()));
      arguments.add(Long.toString(size.per().toMillis()));
      arguments.add(Integer.toString(charge.cost()));
    }
    return redis
        .eval(SPEND, charges.stream().map(Charge::key).toList(), arguments)
        .map(answer -> read(charges, (List<?>) answer))
        .orElseGet(() -> alone(charges, now));
  }

  private Verdict alone(List<Charge> charges, long now) {
    alone.increment();
    return local.spend(charges, now);
  }

  /// How often a limit has refused.
  public long refused() {
    return refused.sum();
  }

  /// How often this node decided by itself, without Redis.
  public long decidedAlone() {
    return alone.sum();
  }

  private Verdict read(List<Charge> charges, List<?> answer) {
    var left = new ArrayList<Left>(charges.size());
    for (var i = 0; i < charges.size(); i++) {
      var charge = charges.get(i);
      left.add(
          new Left(
              charge,
              config.size(charge.limit()).most(),
              (int) number(answer, 2 * i + 1),
              Duration.ofMillis(number(answer, 2 * i + 2))));
    }
    var refusing = (int) number(answer, 0);
    return new Verdict(
        left, refusing == 0 ? Optional.empty() : Optional.of(left.get(refusing - 1)));
  }

  private static long number(List<?> answer, int at) {
    return (Long) answer.get(at);
  }
}
