package chat.maru.wire.event;

import java.util.Optional;

/// What happens to the votes of a poll.
public sealed interface PollEvent extends Dispatch {

  /// Somebody has voted for an answer.
  record VoteAdd(Vote body) implements PollEvent {
    @Override
    public String type() {
      return "MESSAGE_POLL_VOTE_ADD";
    }
  }

  /// Somebody has taken a vote back.
  record VoteRemove(Vote body) implements PollEvent {
    @Override
    public String type() {
      return "MESSAGE_POLL_VOTE_REMOVE";
    }
  }

  /// One vote for one answer.
  record Vote(long userId, long channelId, long messageId, Optional<Long> guildId, int answerId) {}
}
