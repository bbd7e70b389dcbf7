package chat.maru.limit;

import chat.maru.platform.redis.Redis;
import chat.maru.platform.redis.Script;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// Whose turn it is in channels with slow mode. All nodes know it from Redis; while that is away
/// each goes on with what was taken through it, by itself.
@ApplicationScoped
public class Turns {
  private static final Script TAKE = Script.of("take_turn.lua");
  private static final Script GIVE_BACK = Script.of("give_turn_back.lua");

  @Inject Redis redis;
  @Inject LocalTurns local;
  @Inject Clock clock;

  /// How a turn was taken.
  public sealed interface Taken {
    /// It is this one's now.
    record Now() implements Taken {}

    /// The same had it already.
    record Before() implements Taken {}

    /// Another one has it, for so long.
    record Not(Duration rest) implements Taken {}
  }

  /// Takes a turn. Of several at once one gets it.
  public Taken take(Turn turn) {
    var now = clock.millis();
    var every = turn.every().toMillis();
    var arguments = List.of(Long.toString(now), Long.toString(every), turn.what());
    var answer = redis.eval(TAKE, List.of(turn.key()), arguments);
    if (answer.isEmpty()) {
      return local.take(turn, now);
    }
    var rest = (Long) answer.get();
    if (rest > 0) {
      return new Taken.Not(Duration.ofMillis(rest));
    }
    if (rest == 0) {
      local.note(turn, now);
      return new Taken.Now();
    }
    return new Taken.Before();
  }

  /// Gives back a turn of which nothing came, unless another one has it.
  public void giveBack(Turn turn) {
    local.giveBack(turn);
    redis.eval(GIVE_BACK, List.of(turn.key()), List.of(turn.what()));
  }
}
