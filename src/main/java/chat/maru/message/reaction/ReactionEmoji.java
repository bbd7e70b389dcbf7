package chat.maru.message.reaction;

import chat.maru.kernel.Problem;
import chat.maru.kernel.Snowflake;
import chat.maru.wire.ReactionJson;
import java.util.Objects;
import java.util.regex.Pattern;
import net.fellbaum.jemoji.EmojiManager;

/// What somebody reacts with: an emoji of Unicode, or `name:id` of a guild's.
///
/// @param key what tells it from others: the emoji without U+FE0F, or the id
/// @param id 0 for one of Unicode
record ReactionEmoji(String key, long id, String name, boolean animated) {
  /// U+FE0F: with and without it, an emoji is the same.
  private static final String PRESENTATION = "\uFE0F";

  private static final Pattern CUSTOM = Pattern.compile("(?:a:)?(\\w{1,32}):(\\d{1,19})");

  /// Reads the path's form.
  ///
  /// @throws chat.maru.kernel.ApiException 10014 for what is no emoji
  static ReactionEmoji parse(String text) {
    var custom = CUSTOM.matcher(text);
    if (custom.matches()) {
      try {
        var id = Snowflake.parse(custom.group(2));
        return new ReactionEmoji(Long.toString(id), id, custom.group(1), text.startsWith("a:"));
      } catch (NumberFormatException _) {
        throw Problem.UNKNOWN_REACTION_EMOJI.error();
      }
    }
    return EmojiManager.getEmoji(text)
        .map(_ -> new ReactionEmoji(text.replace(PRESENTATION, ""), 0, text, false))
        .orElseThrow(Problem.UNKNOWN_REACTION_EMOJI::error);
  }

  /// A guild's emoji.
  static ReactionEmoji of(ReactionJson.Emoji custom) {
    var id = Objects.requireNonNull(custom.id());
    return new ReactionEmoji(
        Long.toString(id),
        id,
        Objects.requireNonNull(custom.name()),
        Boolean.TRUE.equals(custom.animated()));
  }

  boolean isCustom() {
    return id != 0;
  }

  ReactionJson.Emoji json() {
    return isCustom()
        ? new ReactionJson.Emoji(id, name, animated)
        : new ReactionJson.Emoji(null, name, null);
  }
}
