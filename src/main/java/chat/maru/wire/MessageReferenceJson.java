package chat.maru.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// The message that another one answers (reference: "Message reference structure").
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageReferenceJson(
    @Nullable Integer type,
    @Nullable Long messageId,
    @Nullable Long channelId,
    @Nullable Long guildId,
    @Nullable Boolean failIfNotExists) {}
