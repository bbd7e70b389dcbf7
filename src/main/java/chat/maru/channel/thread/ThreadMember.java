package chat.maru.channel.thread;

import chat.maru.wire.ThreadMemberJson;
import java.time.Instant;
import java.util.Optional;

/// Somebody who has joined a thread.
public record ThreadMember(long threadId, long userId, Instant joinedAt, int flags) {
  public ThreadMemberJson json() {
    return new ThreadMemberJson(threadId, userId, joinedAt, flags, Optional.empty());
  }
}
