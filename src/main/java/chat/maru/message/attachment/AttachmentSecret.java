package chat.maru.message.attachment;

import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;

/// The key by which addresses of files are signed: made once, shared by all nodes.
@Store
public class AttachmentSecret {
  private static final int BYTES = 32;

  @Inject EntityManager entityManager;

  @Transactional
  byte[] read() {
    var fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    entityManager
        .createNativeQuery(
            "insert into secrets (name, value) values ('attachments', :value) on conflict do nothing")
        .setParameter("value", fresh)
        .executeUpdate();
    return Rows.<byte[]>column(
            entityManager.createNativeQuery(
                "select value from secrets where name = 'attachments'", byte[].class))
        .getFirst();
  }
}
