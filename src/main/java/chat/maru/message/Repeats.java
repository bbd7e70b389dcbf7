package chat.maru.message;

import chat.maru.kernel.Snowflake;
import chat.maru.message.log.MessageAccepted;
import chat.maru.platform.sql.Store;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;

/// Which messages were stored before, by what their senders gave to tell a repeat.
@Store
public class Repeats {
  private static final Duration NONCE_WINDOW = Duration.ofMinutes(10);

  @Inject EntityManager entityManager;
  @Inject Clock clock;

  /// Whether a message of the same sender has its key, or within 10 minutes the nonce that it
  /// enforces.
  @Transactional
  boolean isStored(MessageAccepted message) {
    return isKeyTaken(message)
        || message
            .nonce()
            .filter(_ -> message.enforceNonce())
            .filter(nonce -> isNonceTaken(message, nonce.asText()))
            .isPresent();
  }

  private boolean isKeyTaken(MessageAccepted message) {
    return !entityManager
        .createNativeQuery(
            """
            select 1 from messages
            where channel_id = :channel and author_id = :author and client_msg_id = :key
            """)
        .setParameter("channel", message.roomId())
        .setParameter("author", message.senderId())
        .setParameter("key", message.clientMsgId())
        .getResultList()
        .isEmpty();
  }

  /// The `offset` keeps the planner from reading all that the sender ever wrote.
  private boolean isNonceTaken(MessageAccepted message, String nonce) {
    return !entityManager
        .createNativeQuery(
            """
            select 1 from (select author_id, nonce from messages
                           where channel_id = :channel and id >= :since
                           order by id desc offset 0) m
            where m.author_id = :author and m.nonce = :nonce limit 1
            """)
        .setParameter("channel", message.roomId())
        .setParameter("author", message.senderId())
        .setParameter("since", Snowflake.firstAt(clock.instant().minus(NONCE_WINDOW)))
        .setParameter("nonce", nonce)
        .getResultList()
        .isEmpty();
  }
}
