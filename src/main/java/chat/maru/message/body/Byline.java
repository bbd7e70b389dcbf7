package chat.maru.message.body;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// Whom a message shows as its author where that is no user but a webhook: the name and the picture
/// that it was sent with. The author's id is the webhook's.
///
/// @param avatar the hash of the picture
/// @param applicationId the application whose webhook it is
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Byline(
    String name,
    @Nullable String avatar,
    @JsonProperty("applicationId") @Nullable Long applicationId) {}
