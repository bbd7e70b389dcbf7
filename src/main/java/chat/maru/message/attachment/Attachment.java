package chat.maru.message.attachment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// A file of a message. Its body lies in the blob store, under [#key].
///
/// @param type what it is: a picture by its bytes, anything else as its sender says
/// @param sha256 of its body, hexadecimal
/// @param origin the server's address as the sender saw it
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Attachment(
    long id,
    @JsonProperty("channelId") long channelId,
    String filename,
    @Nullable String description,
    String type,
    int size,
    String sha256,
    @Nullable Integer width,
    @Nullable Integer height,
    String origin) {

  /// Where the body lies.
  @JsonIgnore
  public String key() {
    return key(channelId, id);
  }

  static String key(long channelId, long id) {
    return "attachments/" + channelId + "/" + id;
  }

  /// The same with what tells two uploads of one file from each other left out.
  @JsonIgnore
  public Attachment content() {
    return new Attachment(
        0, channelId, filename, description, type, size, sha256, width, height, "");
  }

  public Attachment described(@Nullable String text) {
    return new Attachment(id, channelId, filename, text, type, size, sha256, width, height, origin);
  }
}
