package chat.maru.wire;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Optional;

/// An emoji of a guild (reference: "Emoji object").
///
/// @param roles the roles that may use it; empty for all
/// @param user who made it; for those who may manage emojis
@RecordBuilder
public record EmojiJson(
    long id,
    String name,
    List<Long> roles,
    Optional<UserJson> user,
    boolean requireColons,
    boolean managed,
    boolean animated,
    boolean available)
    implements EmojiJsonBuilder.With {

  /// Returns the form for those who may not know who made it.
  public EmojiJson withoutUser() {
    return withUser(Optional.empty());
  }
}
