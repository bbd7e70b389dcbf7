package chat.maru.message.poll;

import chat.maru.kernel.Snowflake;
import chat.maru.wire.PollJson;
import chat.maru.wire.ReactionJson;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A poll as its message holds it, on the log and in its row: what never changes.
///
/// @param hours how long it is open, from when its message is stored
public record Poll(String question, List<Answer> answers, int hours, boolean multiselect) {
  private static final int DEFAULT_LAYOUT = 1;

  /// One answer, by its number from 1 on.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(int id, String text, ReactionJson.@Nullable Emoji emoji) {
    private PollJson.Answer json() {
      return new PollJson.Answer(id, new PollJson.Media(text, emoji));
    }
  }

  /// How it stands when its message is stored.
  public PollState opened(long messageId) {
    return new PollState(Snowflake.time(messageId).plus(Duration.ofHours(hours)), false, List.of());
  }

  /// Returns the wire form.
  public PollJson json(PollState state) {
    return new PollJson(
        new PollJson.Media(question, null),
        answers.stream().map(Answer::json).toList(),
        state.expiresAt(),
        multiselect,
        DEFAULT_LAYOUT,
        new PollJson.Results(state.finalized(), state.counts()));
  }
}
