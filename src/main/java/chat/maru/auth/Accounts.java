package chat.maru.auth;

import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The credentials of all users: the part of `users` that says who may log in. What a user shows of
/// itself belongs to the profile.
@Store
public class Accounts {
  private static final String CREDENTIALS =
      """
      select id, username, email, password_hash, administrator from users
      where not bot and deleted_at is null and\s""";

  @Inject EntityManager entityManager;

  /// What a login is checked against.
  record Credentials(
      long userId, String username, String email, String passwordHash, boolean administrator) {}

  /// A user to be made.
  record NewAccount(
      long id,
      String username,
      String email,
      @Nullable String globalName,
      String passwordHash,
      Instant createdAt) {}

  /// Which of a name and an address are in use.
  record Taken(boolean username, boolean email) {}

  @Transactional
  Optional<Credentials> findByEmail(String email) {
    return first(
        entityManager
            .createNativeQuery(CREDENTIALS + "lower(email) = lower(:email)", Object[].class)
            .setParameter("email", email));
  }

  @Transactional
  Optional<Credentials> find(long userId) {
    return first(
        entityManager
            .createNativeQuery(CREDENTIALS + "id = :id", Object[].class)
            .setParameter("id", userId));
  }

  /// Returns what of the two belongs to a user other than `except` (0 for nobody).
  @Transactional
  Taken taken(String username, String email, long except) {
    var row =
        (Object[])
            entityManager
                .createNativeQuery(
                    """
                    select exists (select 1 from users where lower(username) = lower(:username)
                                   and not bot and id <> :except),
                           exists (select 1 from users where lower(email) = lower(:email)
                                   and email is not null and id <> :except)
                    """,
                    Object[].class)
                .setParameter("username", username)
                .setParameter("email", email)
                .setParameter("except", except)
                .getSingleResult();
    return new Taken((Boolean) row[0], (Boolean) row[1]);
  }

  /// Inserts the user, unless its name or address is taken, also by a transaction that is about to
  /// commit. Returns whether it did.
  boolean insert(NewAccount account) {
    lockEmail(account.email());
    return entityManager
            .createNativeQuery(
                """
                insert into users (id, username, global_name, email, password_hash, created_at)
                values (:id, :username, :global, :email, :hash, :created)
                on conflict do nothing
                """)
            .setParameter("id", account.id())
            .setParameter("username", account.username())
            .setParameter("global", account.globalName())
            .setParameter("email", account.email())
            .setParameter("hash", account.passwordHash())
            .setParameter("created", account.createdAt())
            .executeUpdate()
        == 1;
  }

  void setPasswordHash(long userId, String hash) {
    entityManager
        .createNativeQuery("update users set password_hash = :hash where id = :id")
        .setParameter("hash", hash)
        .setParameter("id", userId)
        .executeUpdate();
  }

  /// Sets the address, to be verified anew, unless another user has it. Returns whether it did.
  ///
  boolean setEmail(long userId, String email) {
    lockEmail(email);
    return entityManager
            .createNativeQuery(
                """
                update users set email = :email, email_verified = false
                where id = :id and not exists
                  (select 1 from users o where lower(o.email) = lower(:email)
                   and o.email is not null and o.id <> :id)
                """)
            .setParameter("email", email)
            .setParameter("id", userId)
            .executeUpdate()
        == 1;
  }

  /// Lets one transaction at a time give an address to somebody, so that the unique index never has
  /// to refuse.
  private void lockEmail(String email) {
    entityManager
        .createNativeQuery(
            "select cast(pg_advisory_xact_lock(hashtextextended(lower(:email), 0)) as text)",
            String.class)
        .setParameter("email", email)
        .getSingleResult();
  }

  /// Makes the named users administrators and nobody else. Returns those that there are, by name,
  /// address and id, in lower case.
  @Transactional
  List<String> setAdministrators(List<String> lowerCaseNames) {
    var names = lowerCaseNames.toArray(String[]::new);
    entityManager
        .createNativeQuery(
            """
            update users set administrator = not administrator
            where not bot and administrator <> coalesce(lower(username) = any(:names)
                or lower(email) = any(:names) or cast(id as text) = any(:names), false)
            """)
        .setParameter("names", names)
        .executeUpdate();
    return Rows.column(
        entityManager.createNativeQuery(
            """
            select unnest(array[lower(username), lower(email), cast(id as text)])
            from users where administrator
            """,
            String.class));
  }

  private static Optional<Credentials> first(Query query) {
    return Rows.of(query).stream()
        .map(
            row ->
                new Credentials(
                    (Long) row[0],
                    (String) row[1],
                    (String) row[2],
                    (String) row[3],
                    (Boolean) row[4]))
        .findFirst();
  }
}
