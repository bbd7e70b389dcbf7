package chat.maru.wire;

import chat.maru.kernel.Patch;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// The body of "Edit Message": what is left out stays as it is.
public record ModifyMessage(
    Patch<String> content,
    Patch<List<EmbedJson>> embeds,
    Patch<List<JsonNode>> components,
    Patch<List<AttachmentInput>> attachments,
    Patch<Integer> flags,
    Patch<AllowedMentions> allowedMentions) {

  /// Whether anything but flags would change: that is the author's alone.
  public boolean touchesBody() {
    return !content.isKept() || !embeds.isKept() || !components.isKept() || !attachments.isKept();
  }
}
