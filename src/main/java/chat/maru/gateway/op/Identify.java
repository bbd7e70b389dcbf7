package chat.maru.gateway.op;

import chat.maru.auth.Actor;
import chat.maru.auth.Authenticator;
import chat.maru.gateway.Appearances;
import chat.maru.gateway.Connection;
import chat.maru.gateway.Connections;
import chat.maru.gateway.Intents;
import chat.maru.gateway.Interest;
import chat.maru.gateway.LogTail;
import chat.maru.gateway.Session;
import chat.maru.gateway.SessionOpener;
import chat.maru.gateway.SessionOpener.Opening;
import chat.maru.gateway.Shard;
import chat.maru.gateway.Turns;
import chat.maru.gateway.frame.CloseCode;
import chat.maru.kernel.ApiException;
import chat.maru.kernel.Snowflake;
import chat.maru.limit.Limit;
import chat.maru.presence.ClientKind;
import chat.maru.presence.Presence;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Op 2: makes a session. At most sixteen are made at a time (`max_concurrency`); more wait for
/// their turn.
@ApplicationScoped
class Identify {
  /// `large_threshold` is held within these, as the protocol has no refusal for it.
  private static final int LEAST_LARGE = 50;

  private static final int MOST_LARGE = 250;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject Authenticator authenticator;
  @Inject LogTail tail;
  @Inject SessionOpener opener;
  @Inject Appearances appearances;
  @Inject ConnectBudget budget;
  @Inject Connections connections;
  @Inject Turns turns;

  void run(Connection connection, Frame.Identify body) throws InterruptedException {
    connection.identifying();
    if (connection.session() != null) {
      connection.close(CloseCode.ALREADY_AUTHENTICATED);
    } else if (connections.isShut()) {
      connection.sendAway();
    } else if (!budget.mayTry(connection)) {
      connection.close(CloseCode.RATE_LIMITED);
    } else if (!tail.awaitCaughtUp(PATIENCE) || !turns.begin(PATIENCE)) {
      connection.close(CloseCode.UNKNOWN_ERROR);
    } else {
      try {
        open(connection, body);
      } finally {
        turns.end();
      }
    }
  }

  private void open(Connection connection, Frame.Identify body) throws InterruptedException {
    var position = opener.position();
    var shard = shard(body);
    var actor = authenticate(connection, body.token());
    var refusal =
        shard.isEmpty()
            ? Optional.of(CloseCode.INVALID_SHARD)
            : actor.isEmpty()
                ? Optional.of(CloseCode.AUTHENTICATION_FAILED)
                : refusal(actor.get(), asked(body.intents()));
    if (refusal.isEmpty() && !budget.spend(actor.get(), Limit.CONNECT)) {
      refusal = Optional.of(CloseCode.RATE_LIMITED);
    }
    if (refusal.isPresent()) {
      connection.close(refusal.get());
      return;
    }
    if (body.compress() != null && body.compress().booleanValue()) {
      connection.compressPayloads();
    }
    var interest = interest(actor.get(), body, shard.get());
    opener
        .open(new Opening(connection, actor.get(), interest, body.shard() != null, position))
        .ifPresent(session -> appear(session, body));
  }

  /// A number that no set of bits can be is none of the protocol's: -1, which is refused as such.
  private static @Nullable Long asked(@Nullable JsonNode intents) {
    if (intents == null || intents.isNull()) {
      return null;
    }
    if (intents.isIntegralNumber() && intents.canConvertToLong()) {
      return intents.longValue();
    }
    try {
      return Snowflake.parse(intents.asText());
    } catch (NumberFormatException _) {
      return -1L;
    }
  }

  private static Interest interest(Actor actor, Frame.Identify body, Shard shard) {
    var asked = asked(body.intents());
    long intents = asked == null ? Intents.ALL : asked;
    var content = !actor.bot() || (intents & Intents.MESSAGE_CONTENT) != 0;
    var large =
        body.largeThreshold() == null
            ? LEAST_LARGE
            : Math.clamp(body.largeThreshold(), LEAST_LARGE, MOST_LARGE);
    return new Interest(intents, content, shard, large);
  }

  private void appear(Session session, Frame.Identify body) {
    var asked = Optional.ofNullable(body.presence()).flatMap(UpdatePresence::presence);
    var kind = ClientKind.of(body.properties(), session.actor().bot());
    appearances.appear(session, kind, asked.orElse(Presence.ONLINE));
  }

  private Optional<CloseCode> refusal(Actor actor, @Nullable Long intents) {
    if (intents == null) {
      return actor.bot() ? Optional.of(CloseCode.INVALID_INTENTS) : Optional.empty();
    }
    if (intents < 0 || (intents & ~Intents.ALL) != 0) {
      return Optional.of(CloseCode.INVALID_INTENTS);
    }
    return actor.bot() && (intents & ~opener.allowedIntents(actor.applicationId())) != 0
        ? Optional.of(CloseCode.DISALLOWED_INTENTS)
        : Optional.empty();
  }

  private Optional<Actor> authenticate(Connection connection, @Nullable String token) {
    try {
      return token == null ? Optional.empty() : Optional.of(authenticator.authenticate(token));
    } catch (ApiException refusal) {
      budget.failed(connection, refusal);
      return Optional.empty(); // the close code says it
    }
  }

  private static Optional<Shard> shard(Frame.Identify body) {
    var shard = body.shard();
    if (shard == null) {
      return Optional.of(Shard.WHOLE);
    }
    if (shard.size() != 2 || shard.contains(null)) {
      return Optional.empty();
    }
    int id = shard.get(0);
    int count = shard.get(1);
    return count >= 1 && id >= 0 && id < count
        ? Optional.of(new Shard(id, count))
        : Optional.empty();
  }
}
