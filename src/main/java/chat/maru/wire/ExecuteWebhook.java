package chat.maru.wire;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of "Execute Webhook".
///
/// @param username shown instead of the webhook's name
/// @param avatarUrl of the picture that is shown instead of the webhook's
/// @param clientMsgId the idempotency key, as in "Create Message"
public record ExecuteWebhook(
    @Nullable String content,
    @Nullable String username,
    @Nullable String avatarUrl,
    @Nullable Boolean tts,
    @Nullable Integer flags,
    @Nullable AllowedMentions allowedMentions,
    @Nullable List<EmbedJson> embeds,
    @Nullable List<JsonNode> components,
    @Nullable List<AttachmentInput> attachments,
    @Nullable CreatePoll poll,
    @JsonProperty("clientMsgId") @JsonAlias("client_msg_id") @Nullable String clientMsgId) {

  /// The message that it asks for.
  ///
  /// @param withComponents whether its components are wanted
  public CreateMessage message(boolean withComponents) {
    return new CreateMessage(
        content,
        null,
        null,
        tts,
        flags,
        null,
        allowedMentions,
        embeds,
        withComponents ? components : null,
        null,
        attachments,
        poll,
        clientMsgId);
  }
}
