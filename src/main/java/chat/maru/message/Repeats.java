package chat.maru.message;

import chat.maru.kernel.Snowflake;
import chat.maru.message.log.MessageAccepted;
import chat.maru.platform.sql.Store;
import com.fasterxml.jackson.databind.JsonNode;
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
    return !entityManager
        .createNativeQuery(
            """
            select 1 from messages
            where channel_id = :channel and author_id = :author and client_msg_id = :key
            union all
            select 1 from messages
            where channel_id = :channel and author_id = :author and id >= :since
              and nonce = cast(:nonce as text)
            limit 1
            """)
        .setParameter("channel", message.roomId())
        .setParameter("author", message.senderId())
        .setParameter("key", message.clientMsgId())
        .setParameter("since", Snowflake.firstAt(clock.instant().minus(NONCE_WINDOW)))
        .setParameter(
            "nonce",
            message.nonce().filter(_ -> message.enforceNonce()).map(JsonNode::asText).orElse(null))
        .getResultList()
        .isEmpty();
  }
}
