package chat.maru.media;

import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// Pictures that lie elsewhere and are shown under an address of this server: clients know pictures
/// by their hashes alone.
@Store
public class PictureLinks {
  private static final int HASH_BYTES = 16;

  @Inject EntityManager entityManager;
  @Inject Clock clock;

  /// Notes where a picture lies.
  ///
  /// @param folder such as `avatars/5`
  /// @return its name in the folder, as a hash
  @Transactional
  public String put(String folder, String url) {
    var hash = hash(url);
    entityManager
        .createNativeQuery(
            """
            insert into picture_links (path, url, created_at) values (:path, :url, :now)
            on conflict do nothing
            """)
        .setParameter("path", folder + "/" + hash)
        .setParameter("url", url)
        .setParameter("now", clock.instant())
        .executeUpdate();
    return hash;
  }

  @Transactional
  Optional<String> find(String path) {
    return Rows.<String>column(
            entityManager
                .createNativeQuery("select url from picture_links where path = :path", String.class)
                .setParameter("path", path))
        .stream()
        .findFirst();
  }

  private static String hash(String url) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(url.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest, HASH_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
