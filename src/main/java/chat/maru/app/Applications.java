package chat.maru.app;

import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;

/// All applications.
@Store
public class Applications {
  @Inject EntityManager entityManager;

  /// Returns an application that is not deleted.
  @Transactional
  public Optional<Application> find(long id) {
    return Optional.ofNullable(entityManager.find(Application.class, id))
        .filter(application -> application.deletedAt == null);
  }

  /// Returns the applications of an owner, oldest first.
  @Transactional
  public List<Application> listOf(long ownerId) {
    return entityManager
        .createQuery(
            """
            select a from Application a
            where a.ownerId = :owner and a.deletedAt is null order by a.id
            """,
            Application.class)
        .setParameter("owner", ownerId)
        .getResultList();
  }

  @Transactional(TxType.MANDATORY)
  void add(Application application) {
    entityManager.persist(application);
    entityManager.flush();
  }
}
