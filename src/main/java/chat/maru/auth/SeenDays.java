package chat.maru.auth;

import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Collection;

/// The days on which users were last seen.
@Store
public class SeenDays {
  @Inject EntityManager entityManager;

  /// Moves the users' days on to this one. In the order of the ids, so that two nodes never wait
  /// for each other in a circle.
  @Transactional
  void write(Collection<Long> userIds, LocalDate day) {
    entityManager
        .createNativeQuery(
            """
            insert into last_seen (user_id, seen_on)
            select u.id, :day from users u where u.id = any(:users) order by u.id
            on conflict (user_id) do update set seen_on = excluded.seen_on
            where last_seen.seen_on < excluded.seen_on
            """)
        .setParameter("day", day)
        .setParameter("users", userIds.stream().sorted().toArray(Long[]::new))
        .executeUpdate();
  }
}
