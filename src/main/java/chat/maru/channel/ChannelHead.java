package chat.maru.channel;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What sending a message changes of a channel, for reading only.
@Entity
@Table(name = "channel_heads")
public class ChannelHead {
  @Id long channelId;

  @Column(insertable = false, updatable = false)
  @Nullable Long lastMessageId;

  @Column(insertable = false, updatable = false)
  int lastSeq;

  @Column(insertable = false, updatable = false)
  long lastOutboxId;

  @Column(insertable = false, updatable = false)
  @Nullable Instant lastPinAt;

  protected ChannelHead() {}
}
