package chat.maru.guild.member;

import chat.maru.platform.redis.Redis;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// How many members of a guild are there: `guild:online:{id}` in Redis, a sorted set of users by
/// the moment at which they do not count any more unless they are noted again.
@ApplicationScoped
public class OnlineMembers {
  @Inject Redis redis;
  @Inject Clock clock;

  /// Notes that a user is there, in all of its guilds, for as long as `life`.
  public void note(long userId, Collection<Long> guildIds, Duration life) {
    var keys = guildIds.stream().map(OnlineMembers::key).toList();
    redis.putScores(keys, Long.toString(userId), clock.millis() + life.toMillis(), life);
  }

  /// Notes that a user is there no more.
  public void forget(long userId, Collection<Long> guildIds) {
    guildIds.forEach(guildId -> redis.removeScore(key(guildId), Long.toString(userId)));
  }

  /// Counts those who are there. Nobody knows while Redis is away.
  public Optional<Integer> count(long guildId) {
    return redis.countAbove(key(guildId), clock.millis());
  }

  /// Returns some of those who are there.
  public List<Long> some(long guildId, int limit) {
    return redis.above(key(guildId), clock.millis(), limit).stream().map(Long::valueOf).toList();
  }

  private static String key(long guildId) {
    return "guild:online:" + guildId;
  }
}
