package chat.maru.auth;

import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All login sessions and the hashes of their refresh tokens.
@Store
public class Sessions {
  /// How long what has ended stays to be looked at: a reused refresh token is told apart from an
  /// unknown one until then.
  private static final Duration KEPT = Duration.ofDays(7);

  @Inject EntityManager entityManager;

  /// A session as its owner sees it.
  record Login(
      long id,
      String device,
      String address,
      Instant createdAt,
      Instant lastUsedAt,
      Instant expiresAt) {}

  /// A refresh token that was issued once, with its session and its user.
  record Issued(
      long sessionId,
      AccessTokens.Subject subject,
      boolean used,
      boolean revoked,
      Instant expiresAt) {}

  void insert(long userId, Login session) {
    entityManager
        .createNativeQuery(
            """
            insert into auth_sessions
              (id, user_id, device, address, created_at, last_used_at, expires_at)
            values (:id, :user, :device, :address, :created, :used, :expires)
            """)
        .setParameter("id", session.id())
        .setParameter("user", userId)
        .setParameter("device", session.device())
        .setParameter("address", session.address())
        .setParameter("created", session.createdAt())
        .setParameter("used", session.lastUsedAt())
        .setParameter("expires", session.expiresAt())
        .executeUpdate();
  }

  void insertRefresh(byte[] hash, long sessionId, Instant expiresAt) {
    entityManager
        .createNativeQuery(
            "insert into refresh_tokens (hash, session_id, expires_at) values (:hash, :session, :expires)")
        .setParameter("hash", hash)
        .setParameter("session", sessionId)
        .setParameter("expires", expiresAt)
        .executeUpdate();
  }

  /// Notes a use: the refresh token is spent, the session lives on.
  void use(byte[] hash, Login session) {
    entityManager
        .createNativeQuery("update refresh_tokens set used_at = :now where hash = :hash")
        .setParameter("now", session.lastUsedAt())
        .setParameter("hash", hash)
        .executeUpdate();
    entityManager
        .createNativeQuery(
            """
            update auth_sessions
            set last_used_at = :now, expires_at = :expires,
                address = case when :address = '' then address else :address end
            where id = :id
            """)
        .setParameter("now", session.lastUsedAt())
        .setParameter("expires", session.expiresAt())
        .setParameter("address", session.address())
        .setParameter("id", session.id())
        .executeUpdate();
  }

  @Transactional
  Optional<Issued> findIssued(byte[] hash) {
    return Rows.of(
            entityManager
                .createNativeQuery(
                    """
            select s.id, u.id, u.username, u.administrator,
                   t.used_at is not null, s.revoked_at is not null, t.expires_at
            from refresh_tokens t
            join auth_sessions s on s.id = t.session_id
            join users u on u.id = s.user_id
            where t.hash = :hash and u.deleted_at is null
            """,
                    Object[].class)
                .setParameter("hash", hash))
        .stream()
        .map(
            row ->
                new Issued(
                    (Long) row[0],
                    new AccessTokens.Subject((Long) row[1], (String) row[2], (Boolean) row[3]),
                    (Boolean) row[4],
                    (Boolean) row[5],
                    (Instant) row[6]))
        .findFirst();
  }

  /// Lists the sessions that stand, the last used first.
  @Transactional
  List<Login> list(long userId, Instant now) {
    return Rows.of(
            entityManager
                .createNativeQuery(
                    """
            select id, device, address, created_at, last_used_at, expires_at from auth_sessions
            where user_id = :user and revoked_at is null and expires_at > :now
            order by last_used_at desc, id desc
            """,
                    Object[].class)
                .setParameter("user", userId)
                .setParameter("now", now))
        .stream()
        .map(
            row ->
                new Login(
                    (Long) row[0],
                    (String) row[1],
                    (String) row[2],
                    (Instant) row[3],
                    (Instant) row[4],
                    (Instant) row[5]))
        .toList();
  }

  /// Lists the ids of the sessions that are not revoked.
  List<Long> standing(long userId) {
    return Rows.column(
        entityManager
            .createNativeQuery(
                "select id from auth_sessions where user_id = :user and revoked_at is null order by id",
                Long.class)
            .setParameter("user", userId));
  }

  /// Revokes at the database's own time: every node looks for recent revocations by it.
  void revoke(List<Long> ids) {
    entityManager
        .createNativeQuery(
            """
            update auth_sessions set revoked_at = clock_timestamp()
            where id = any(:ids) and revoked_at is null
            """)
        .setParameter("ids", ids.toArray(Long[]::new))
        .executeUpdate();
  }

  /// Deletes what a user's ended sessions have left, tokens included.
  void clean(long userId, Instant now) {
    entityManager
        .createNativeQuery(
            "delete from auth_sessions where user_id = :user and expires_at < :before")
        .setParameter("user", userId)
        .setParameter("before", now.minus(KEPT))
        .executeUpdate();
  }
}
