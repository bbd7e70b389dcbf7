package chat.maru.auth;

import chat.maru.event.Audience;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.kernel.Problem;
import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import chat.maru.wire.event.SessionEvent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// The tokens of bots: one each, known to the bot alone, stored as SHA-256.
@Store
public class BotTokens {
  @Inject EntityManager entityManager;

  @Inject Keys keys;
  @Inject Outbox outbox;
  @Inject Clock clock;

  /// Makes the token of an application's bot and returns it, this once. An older one dies: it is
  /// refused everywhere within 2 s, open sockets included. Locks the bot's user row, so call it
  /// before the caller's own transaction locks guilds or channels.
  ///
  /// @throws chat.maru.kernel.ApiException 404 for an unknown application
  @Transactional
  public String issue(long applicationId) {
    var botId = botOf(applicationId);
    keys.lockUsers(botId);
    var token = Tokens.bot(botId, clock.instant());
    set(applicationId, Tokens.sha256(token));
    outbox.announce(new Audience.User(botId), SessionEvent.bot(botId));
    return token;
  }

  /// Ends the token of an application's bot, such as before the application is deleted.
  ///
  /// @throws chat.maru.kernel.ApiException 404 for an unknown application
  @Transactional
  public void revoke(long applicationId) {
    var botId = botOf(applicationId);
    keys.lockUsers(botId);
    set(applicationId, null);
    outbox.announce(new Audience.User(botId), SessionEvent.bot(botId));
  }

  private long botOf(long applicationId) {
    return Rows.<Long>column(
            entityManager
                .createNativeQuery(
                    "select bot_id from applications where id = :id and deleted_at is null",
                    Long.class)
                .setParameter("id", applicationId))
        .stream()
        .findFirst()
        .orElseThrow(Problem.UNKNOWN_APPLICATION::error);
  }

  private void set(long applicationId, byte @Nullable [] hash) {
    entityManager
        .createNativeQuery(
            """
            update applications
            set token_hash = cast(:hash as bytea), token_changed_at = clock_timestamp()
            where id = :id
            """)
        .setParameter("hash", hash)
        .setParameter("id", applicationId)
        .executeUpdate();
  }
}
