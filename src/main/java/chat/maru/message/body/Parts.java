package chat.maru.message.body;

import chat.maru.message.attachment.Attachment;
import chat.maru.message.poll.Poll;
import chat.maru.wire.EmbedJson;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a message holds beside its text. A plain message has none of it, on the log and in its row.
///
/// @param snapshots the forwarded message as it was; its reference tells it from others
/// @param mentionReplied whether the author of the answered message is mentioned: known when it is
///     stored
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@RecordBuilder
public record Parts(
    List<EmbedJson> embeds,
    List<JsonNode> components,
    List<Attachment> attachments,
    List<JsonNode> snapshots,
    @Nullable Poll poll,
    @JsonProperty("mentionRoles") List<Long> mentionRoles,
    @JsonProperty("mentionReplied") @Nullable Boolean mentionReplied)
    implements PartsBuilder.With {

  public static final Parts NONE =
      new Parts(List.of(), List.of(), List.of(), List.of(), null, List.of(), null);

  /// What an older node did not write is empty.
  public Parts {
    embeds = orEmpty(embeds);
    components = orEmpty(components);
    attachments = orEmpty(attachments);
    snapshots = orEmpty(snapshots);
    mentionRoles = orEmpty(mentionRoles);
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  /// Whether there is something to show without a text.
  @JsonIgnore
  public boolean isEmpty() {
    return embeds.isEmpty()
        && components.isEmpty()
        && attachments.isEmpty()
        && snapshots.isEmpty()
        && poll == null;
  }

  /// What of it a reader sees as the sender's own: decides whether two messages are the same.
  @JsonIgnore
  public Parts visible() {
    return with()
        .attachments(attachments.stream().map(Attachment::content).toList())
        .snapshots(List.of())
        .mentionRoles(List.of())
        .mentionReplied(null)
        .build();
  }

  public boolean repliedIsMentioned() {
    return Boolean.TRUE.equals(mentionReplied);
  }

  /// @param reply whether the message answers another one
  public Parts withMentions(Mentioned mentioned, boolean reply) {
    return with()
        .mentionRoles(mentioned.roles())
        .mentionReplied(reply && mentioned.replied() ? true : null)
        .build();
  }
}
