package chat.maru.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A poll as clients see it (reference: "Poll object").
///
/// @param expiry when it ends, or when it was ended
public record PollJson(
    Media question,
    List<Answer> answers,
    Instant expiry,
    boolean allowMultiselect,
    int layoutType,
    Results results) {

  /// What is asked, or one answer to it.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Media(@Nullable String text, ReactionJson.@Nullable Emoji emoji) {}

  /// An answer by its number, from 1 on.
  public record Answer(int answerId, Media pollMedia) {}

  /// How many votes there are.
  ///
  /// @param finalized whether they change no more
  /// @param answerCounts answers without a vote are left out
  public record Results(
      @JsonProperty("is_finalized") boolean finalized, List<Count> answerCounts) {}

  /// The votes for one answer.
  ///
  /// @param id the answer's number
  /// @param meVoted whether the one who asks voted for it; in events always false
  public record Count(int id, int count, boolean meVoted) {}
}
