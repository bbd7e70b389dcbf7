package chat.maru.wire;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of "Create Message", and with `clientMsgId` that of Maru's SEND_MESSAGE frame.
///
/// @param nonce a string of at most 25 characters or an integer, echoed in its own type
/// @param enforceNonce asks for the sender's earlier message of the last 10 minutes with this nonce
/// @param clientMsgId the idempotency key, at most 64 characters, good without end
public record CreateMessage(
    @Nullable String content,
    @Nullable JsonNode nonce,
    @Nullable Boolean enforceNonce,
    @Nullable Boolean tts,
    @Nullable Integer flags,
    @Nullable MessageReferenceJson messageReference,
    @Nullable AllowedMentions allowedMentions,
    @Nullable List<EmbedJson> embeds,
    @Nullable List<JsonNode> components,
    @Nullable List<Long> stickerIds,
    @Nullable List<AttachmentInput> attachments,
    @Nullable CreatePoll poll,
    @JsonProperty("clientMsgId") @JsonAlias("client_msg_id") @Nullable String clientMsgId) {}
