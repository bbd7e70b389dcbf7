package chat.maru.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An embed (reference: "Embed object"), as a sender gives it and as clients get it. What is not
/// there is left out.
///
/// @param type `rich` for what senders give, whatever they say
/// @param provider only in what the server itself adds
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EmbedJson(
    @Nullable String type,
    @Nullable String url,
    @Nullable String title,
    @Nullable String description,
    @Nullable Integer color,
    @Nullable Instant timestamp,
    @Nullable List<Field> fields,
    @Nullable Author author,
    @Nullable Provider provider,
    @Nullable Media image,
    @Nullable Media thumbnail,
    @Nullable Media video,
    @Nullable Footer footer) {

  /// A name and a value.
  public record Field(@Nullable String name, @Nullable String value, @Nullable Boolean inline) {}

  /// Who made what the embed shows.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Author(@Nullable String name, @Nullable String url, @Nullable String iconUrl) {}

  /// Where what the embed shows comes from.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Provider(@Nullable String name, @Nullable String url) {}

  /// A picture or a video.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Media(
      @Nullable String url,
      @Nullable String proxyUrl,
      @Nullable Integer width,
      @Nullable Integer height) {}

  /// The last line.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Footer(@Nullable String text, @Nullable String iconUrl) {}
}
