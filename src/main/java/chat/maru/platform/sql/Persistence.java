package chat.maru.platform.sql;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/// The one entity manager of all stores, which say `@Inject EntityManager`.
///
/// `@PersistenceContext` stands here and nowhere else: Helidon gives every injection point of it a
/// persistence context and a connection of its own, so that two stores in one JTA transaction would
/// work in two database transactions and see nothing of each other's rows.
@Store
public class Persistence {
  @PersistenceContext(unitName = "main")
  EntityManager entityManager;

  @Produces
  @ApplicationScoped
  EntityManager shared() {
    return entityManager;
  }
}
