package chat.maru.user;

import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
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
}
