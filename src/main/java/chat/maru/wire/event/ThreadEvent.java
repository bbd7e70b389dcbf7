package chat.maru.wire.event;

import chat.maru.wire.ChannelJson;
import chat.maru.wire.ThreadMemberJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What happens to threads and to those who have joined them.
public sealed interface ThreadEvent extends Dispatch {

  /// A thread was made, or somebody was let into a private one.
  record Create(ChannelJson body) implements ThreadEvent {
    @Override
    public String type() {
      return "THREAD_CREATE";
    }
  }

  /// Settings have changed, or it was archived or taken out of the archive.
  record Update(ChannelJson body) implements ThreadEvent {
    @Override
    public String type() {
      return "THREAD_UPDATE";
    }
  }

  /// A thread is gone.
  record Delete(Gone body) implements ThreadEvent {
    @Override
    public String type() {
      return "THREAD_DELETE";
    }
  }

  /// What is left of a thread.
  record Gone(long id, long guildId, long parentId, int type) {}

  /// The receiver's own membership has changed.
  record MemberUpdate(Own body) implements ThreadEvent {
    @Override
    public String type() {
      return "THREAD_MEMBER_UPDATE";
    }
  }

  /// One's own membership in a thread.
  record Own(long id, long guildId, long userId, Instant joinTimestamp, int flags) {}

  /// Somebody has joined or left.
  record MembersUpdate(Change body) implements ThreadEvent {
    @Override
    public String type() {
      return "THREAD_MEMBERS_UPDATE";
    }
  }

  /// Who came and who went.
  ///
  /// @param id the thread
  /// @param memberCount how many there are now
  record Change(
      long id,
      long guildId,
      int memberCount,
      Optional<List<ThreadMemberJson>> addedMembers,
      Optional<List<Long>> removedMemberIds) {}
}
