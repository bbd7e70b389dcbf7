package chat.maru.wire;

import java.time.Instant;
import java.util.Optional;

/// Somebody who has joined a thread (reference: "Thread Member object").
///
/// @param id the thread
/// @param member given where it was asked for, and in events
public record ThreadMemberJson(
    long id, long userId, Instant joinTimestamp, int flags, Optional<MemberJson> member) {

  public ThreadMemberJson with(Optional<MemberJson> asMember) {
    return new ThreadMemberJson(id, userId, joinTimestamp, flags, asMember);
  }
}
