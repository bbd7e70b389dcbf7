package chat.maru.event;

import chat.maru.platform.redis.Redis;
import chat.maru.platform.redis.RedisBus;
import chat.maru.wire.Json;
import chat.maru.wire.event.Dispatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What is worth telling now or never: typing, presence, read cursors. Goes through Redis to every
/// node, never into the log; lost without harm.
@ApplicationScoped
public class Bus {
  @Inject Redis redis;
  @Inject RedisBus incoming;

  /// Tells those who listen now. Never throws, never waits for long.
  public void publish(Audience audience, Dispatch event) {
    var record =
        new LogRecord(
            LogRecord.VERSION,
            event.type(),
            audience.key(),
            0,
            audience,
            Json.toTree(event.body()),
            Optional.empty());
    redis.publish(channel(audience), Json.write(record));
  }

  /// Hears everything that any node publishes, this one included, on one thread.
  ///
  /// @param listening called when hearing has begun, and each time it has begun again after a loss
  public void listen(Consumer<LogRecord> each, Runnable listening) {
    incoming.listen(
        List.of("guild:*", "channel:*", "user:*", "broadcast"),
        text -> each.accept(Json.readOwn(text, LogRecord.class)),
        listening);
  }

  private static String channel(Audience audience) {
    return switch (audience) {
      case Audience.Guild(var id, _) -> "guild:" + id;
      case Audience.Channel(var id, _, _) -> "channel:" + id;
      case Audience.User(var id) -> "user:" + id;
      case Audience.Sender(_, var userId) -> "user:" + userId;
    };
  }
}
