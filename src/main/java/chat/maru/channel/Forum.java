package chat.maru.channel;

import chat.maru.wire.DefaultReactionJson;
import chat.maru.wire.ForumTagJson;
import chat.maru.wire.Json;
import jakarta.persistence.AttributeConverter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What only a forum or a media channel has. Stored as JSON: it is always read as a whole.
record Forum(
    List<ForumTagJson> tags,
    @Nullable DefaultReactionJson reaction,
    @Nullable Integer sortOrder,
    int layout) {
  static final Forum EMPTY = new Forum(List.of(), null, null, 0);

  /// How it lies in its column. Rows of other kinds of channels have none.
  public static class Column implements AttributeConverter<@Nullable Forum, @Nullable String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Forum forum) {
      return forum == null ? null : Json.write(forum);
    }

    @Override
    public @Nullable Forum convertToEntityAttribute(@Nullable String text) {
      return text == null ? null : Json.readOwn(text, Forum.class);
    }
  }
}
