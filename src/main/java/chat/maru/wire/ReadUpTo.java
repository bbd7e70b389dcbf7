package chat.maru.wire;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// The body that moves a read cursor.
public record ReadUpTo(
    @JsonProperty("lastReadMessageId") @JsonAlias("last_read_message_id")
        @Nullable Long lastReadMessageId) {}
