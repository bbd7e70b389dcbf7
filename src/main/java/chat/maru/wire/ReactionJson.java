package chat.maru.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many reacted to a message with one emoji (reference: "Reaction object"). There are no super
/// reactions: their counts are 0.
///
/// @param me whether the one who asks did
public record ReactionJson(
    Emoji emoji,
    int count,
    Counts countDetails,
    boolean me,
    boolean meBurst,
    List<String> burstColors) {

  /// An emoji by what identifies it.
  ///
  /// @param id null for one of Unicode, whose name it is itself
  public record Emoji(
      @Nullable Long id,
      @Nullable String name,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean animated) {}

  /// The count by kind.
  public record Counts(int burst, int normal) {}

  public static ReactionJson of(Emoji emoji, int count, boolean me) {
    return new ReactionJson(emoji, count, new Counts(0, count), me, false, List.of());
  }
}
