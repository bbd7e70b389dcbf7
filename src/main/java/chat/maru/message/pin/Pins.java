package chat.maru.message.pin;

import chat.maru.platform.sql.Rows;
import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Which messages are pinned, and since when. Written only under the lock of the channel's head, so
/// that no two pins of a channel have the same moment.
@Store
public class Pins {
  @Inject EntityManager entityManager;

  /// A pinned message by its id.
  record Pin(long messageId, Instant at) {}

  int count(long channelId) {
    return ((Number)
            entityManager
                .createNativeQuery(
                    """
                    select count(*) from messages
                    where channel_id = :channel and pinned_at is not null
                    """)
                .setParameter("channel", channelId)
                .getSingleResult())
        .intValue();
  }

  /// Pins a message.
  ///
  /// @return when: later than every pin before it
  Instant pin(long channelId, long messageId, Instant now) {
    var last = last(channelId);
    var moment = now.truncatedTo(ChronoUnit.MICROS);
    var at =
        last.filter(before -> !before.isBefore(moment))
            .map(before -> before.plus(1, ChronoUnit.MICROS))
            .orElse(moment);
    entityManager
        .createNativeQuery(
            "update messages set pinned_at = :at where channel_id = :channel and id = :id")
        .setParameter("at", at)
        .setParameter("channel", channelId)
        .setParameter("id", messageId)
        .executeUpdate();
    entityManager
        .createNativeQuery("update channel_heads set last_pin_at = :at where channel_id = :channel")
        .setParameter("at", at)
        .setParameter("channel", channelId)
        .executeUpdate();
    return at;
  }

  void unpin(long channelId, long messageId) {
    entityManager
        .createNativeQuery(
            "update messages set pinned_at = null where channel_id = :channel and id = :id")
        .setParameter("channel", channelId)
        .setParameter("id", messageId)
        .executeUpdate();
  }

  /// When something was pinned in the channel the last time.
  Optional<Instant> last(long channelId) {
    return Rows.<Instant>column(
            entityManager
                .createNativeQuery(
                    """
                    select last_pin_at from channel_heads
                    where channel_id = :channel and last_pin_at is not null
                    """,
                    Instant.class)
                .setParameter("channel", channelId))
        .stream()
        .findFirst();
  }

  /// Returns the pins before a moment, youngest first.
  List<Pin> before(long channelId, Instant before, int limit) {
    return Rows.of(
            entityManager
                .createNativeQuery(
                    """
                    select id, pinned_at from messages
                    where channel_id = :channel and pinned_at < :before
                    order by channel_id desc, pinned_at desc limit :limit
                    """)
                .setParameter("channel", channelId)
                .setParameter("before", before)
                .setParameter("limit", limit))
        .stream()
        .map(row -> new Pin((Long) row[0], (Instant) row[1]))
        .toList();
  }
}
