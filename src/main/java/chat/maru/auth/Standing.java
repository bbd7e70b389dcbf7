package chat.maru.auth;

import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/// Which sessions and bot tokens stand, and which have ended lately.
@Store
public class Standing {
  @Inject EntityManager entityManager;

  /// A session that was not revoked.
  record Session(long userId, boolean administrator) {}

  /// A bot with the hash of its token.
  record Bot(long applicationId, byte[] tokenHash) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Bot(var id, var hash)
          && id == applicationId
          && java.security.MessageDigest.isEqual(hash, tokenHash);
    }

    @Override
    public int hashCode() {
      return Long.hashCode(applicationId);
    }
  }

  /// What has ended.
  ///
  /// @param session whether it is a session's id, else a bot's
  record Ended(long id, boolean session) {}

  @Transactional
  Optional<Session> findSession(long id) {
    return rows(
            """
            select u.id, u.administrator from auth_sessions s join users u on u.id = s.user_id
            where s.id = ?1 and s.revoked_at is null and u.deleted_at is null
            """,
            id)
        .stream()
        .map(row -> new Session((Long) row[0], (Boolean) row[1]))
        .findFirst();
  }

  @Transactional
  Optional<Bot> findBot(long botId) {
    return rows(
            """
            select id, token_hash from applications
            where bot_id = ?1 and token_hash is not null and deleted_at is null
            """,
            botId)
        .stream()
        .map(row -> new Bot((Long) row[0], (byte[]) row[1]))
        .findFirst();
  }

  /// Lists what has ended within the last seconds, by the database's clock.
  @Transactional
  List<Ended> endedWithin(int seconds) {
    return rows(
            """
            select id, true from auth_sessions
            where revoked_at > clock_timestamp() - make_interval(secs => ?1)
            union all
            select bot_id, false from applications
            where token_changed_at > clock_timestamp() - make_interval(secs => ?1)
            """,
            seconds)
        .stream()
        .map(row -> new Ended((Long) row[0], (Boolean) row[1]))
        .toList();
  }

  private List<Object[]> rows(String sql, Object parameter) {
    return Rows.of(entityManager.createNativeQuery(sql, Object[].class).setParameter(1, parameter));
  }
}
