package chat.maru.platform.sql;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;

/// Keys that all nodes share, each made by the first node that needs it.
@Store
public class Secrets {
  private static final int BYTES = 32;

  @Inject EntityManager entityManager;

  /// Returns the key of this name.
  @Transactional
  public byte[] read(String name) {
    var fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    entityManager
        .createNativeQuery(
            "insert into secrets (name, value) values (:name, :value) on conflict do nothing")
        .setParameter("name", name)
        .setParameter("value", fresh)
        .executeUpdate();
    return Rows.<byte[]>column(
            entityManager
                .createNativeQuery("select value from secrets where name = :name", byte[].class)
                .setParameter("name", name))
        .getFirst();
  }
}
