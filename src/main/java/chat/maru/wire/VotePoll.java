package chat.maru.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of a vote: all answers that the caller is for from now on; none takes the votes back.
public record VotePoll(@Nullable List<Integer> answerIds) {}
