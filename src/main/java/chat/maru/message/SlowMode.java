package chat.maru.message;

import chat.maru.access.Grant;
import chat.maru.access.Permission;
import chat.maru.kernel.ApiException;
import chat.maru.kernel.Problem;
import chat.maru.limit.Slowmode;
import chat.maru.limit.Turn;
import chat.maru.limit.Turns;
import chat.maru.limit.Turns.Taken;
import chat.maru.message.log.MessageAccepted;
import chat.maru.platform.http.Outage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Lets people wait between what they send in a channel with slow mode. Bots do not wait, nor do
/// those who may bypass it or keep order there. What is refused or fails is given back; the same
/// message again never waits (ADR 0024).
@ApplicationScoped
public class SlowMode {
  private static final long FREE =
      Permission.of(
          Permission.BYPASS_SLOWMODE, Permission.MANAGE_MESSAGES, Permission.MANAGE_CHANNELS);

  @Inject Turns turns;
  @Inject Repeats repeats;

  /// Takes the turn for a message.
  ///
  /// @return what to give back if nothing comes of it
  /// @throws ApiException 20016 with the time to wait
  Optional<Turn> take(Grant grant, MessageAccepted message) {
    if (!waits(grant)) {
      return Optional.empty();
    }
    var turn = turn(Slowmode.MESSAGE, grant, message.clientMsgId());
    return switch (turns.take(turn)) {
      case Taken.Now _ -> Optional.of(turn);
      case Taken.Before _ -> Optional.empty();
      case Taken.Not(var rest) -> {
        if (!isRepeat(message)) {
          throw refusal(rest);
        }
        yield Optional.empty();
      }
    };
  }

  void giveBack(Optional<Turn> turn) {
    turn.ifPresent(turns::giveBack);
  }

  /// Begins a thread when it is the actor's turn: threads have a turn of their own, of the length
  /// of the channel's.
  ///
  /// @throws ApiException 20016 with the time to wait
  public <T> T thread(Grant grant, Supplier<T> begin) {
    if (!waits(grant)) {
      return begin.get();
    }
    var turn = turn(Slowmode.THREAD, grant, UUID.randomUUID().toString());
    if (turns.take(turn) instanceof Taken.Not(var rest)) {
      throw refusal(rest);
    }
    try {
      return begin.get();
    } catch (RuntimeException e) {
      turns.giveBack(turn);
      throw e;
    }
  }

  /// While the database is away nobody knows, and the sender waits.
  private boolean isRepeat(MessageAccepted message) {
    try {
      return repeats.isStored(message);
    } catch (RuntimeException e) {
      if (Outage.of(e)) {
        return false;
      }
      throw e;
    }
  }

  private static boolean waits(Grant grant) {
    return grant.guildId() != 0
        && grant.slowSeconds() > 0
        && !grant.actor().bot()
        && (grant.permissions() & FREE) == 0;
  }

  private static Turn turn(Slowmode of, Grant grant, String what) {
    return new Turn(
        of,
        grant.actor().userId(),
        grant.channelId(),
        Duration.ofSeconds(grant.slowSeconds()),
        what);
  }

  private static ApiException refusal(Duration rest) {
    return Problem.SLOWMODE.error().retryAfter(rest);
  }
}
