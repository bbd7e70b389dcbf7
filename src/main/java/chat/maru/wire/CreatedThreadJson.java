package chat.maru.wire;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Optional;

/// A thread that was made just now.
///
/// @param message the first message of a post
public record CreatedThreadJson(
    @JsonUnwrapped ChannelJson.Thread thread, Optional<MessageJson> message) {}
