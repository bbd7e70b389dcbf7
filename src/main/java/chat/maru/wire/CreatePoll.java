package chat.maru.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A poll as its sender gives it (reference: "Poll Create Request object").
///
/// @param duration hours, 1 to 768; 24 where none is given
public record CreatePoll(
    @Nullable Media question,
    @Nullable List<Answer> answers,
    @Nullable Integer duration,
    @Nullable Boolean allowMultiselect,
    @Nullable Integer layoutType) {

  /// What is asked, or an answer to it; only answers have an emoji.
  public record Media(@Nullable String text, @Nullable Emoji emoji) {}

  /// One answer.
  public record Answer(@Nullable Media pollMedia) {}

  /// An emoji: the id of a guild's, or the character itself as the name.
  public record Emoji(@Nullable Long id, @Nullable String name) {}
}
