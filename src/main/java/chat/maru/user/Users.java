package chat.maru.user;

import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All users.
@Store
public class Users {
  @Inject EntityManager entityManager;

  @Transactional
  public Optional<User> find(long id) {
    return Optional.ofNullable(entityManager.find(User.class, id));
  }

  /// Returns those of the users that exist, by id.
  @Transactional
  public Map<Long, User> find(Collection<Long> ids) {
    return entityManager
        .createQuery("select u from User u where u.id in :ids", User.class)
        .setParameter("ids", ids)
        .getResultStream()
        .collect(Collectors.toMap(User::id, Function.identity()));
  }

  /// Stores a new user, so that rows may refer to it.
  @Transactional(TxType.MANDATORY)
  public void add(User user) {
    entityManager.persist(user);
    entityManager.flush();
  }

  /// Whether another person has the name. Of those who want the same name at once the next one
  /// waits until the first one's transaction has ended.
  @Transactional(TxType.MANDATORY)
  boolean isTaken(String username, long except) {
    entityManager
        .createNativeQuery(
            "select cast(pg_advisory_xact_lock(hashtextextended(lower(:name), 0)) as text)",
            String.class)
        .setParameter("name", username)
        .getSingleResult();
    return !entityManager
        .createQuery(
            """
            select u.id from User u
            where lower(u.username) = lower(:name) and not u.bot and u.id <> :except
            """,
            Long.class)
        .setParameter("name", username)
        .setParameter("except", except)
        .getResultList()
        .isEmpty();
  }

  /// Writes what was changed. Returns false if a name was taken meanwhile; the transaction is of no
  /// use then.
  @Transactional(TxType.MANDATORY)
  boolean flushed() {
    try {
      entityManager.flush();
      return true;
    } catch (PersistenceException e) {
      for (Throwable at = e; at != null; at = at.getCause()) {
        if (at instanceof SQLException sql && "23505".equals(sql.getSQLState())) {
          return false;
        }
      }
      throw e;
    }
  }
}
