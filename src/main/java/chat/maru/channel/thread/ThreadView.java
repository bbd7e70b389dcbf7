package chat.maru.channel.thread;

import chat.maru.access.Permission;
import chat.maru.channel.Channel;
import chat.maru.channel.ChannelType;
import chat.maru.wire.ChannelJson;
import chat.maru.wire.ForumTagJson;
import chat.maru.wire.ThreadMemberJson;
import chat.maru.wire.ThreadMetadataJson;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A thread with all that clients see of it.
///
/// @param parent the channel that it is in
public record ThreadView(Channel channel, ThreadState state, Channel parent, Numbers numbers) {

  /// What changes without anybody's changing the thread.
  ///
  /// @param removed how many of the counted messages were deleted
  /// @param lastOutboxId the last event of this thread that is in what was read here
  record Numbers(
      int members, int removed, int lastSeq, @Nullable Long lastMessageId, long lastOutboxId) {}

  public long id() {
    return channel.id();
  }

  public long parentId() {
    return state.parentId;
  }

  public long lastOutboxId() {
    return numbers.lastOutboxId;
  }

  /// Whether somebody sees it.
  ///
  /// @param inParent what it may do in the channel that the thread is in
  /// @param joined whether it has joined
  public boolean isSeenWith(long inParent, boolean joined) {
    return Permission.VIEW_CHANNEL.in(inParent)
        && (!state.secret || joined || Permission.MANAGE_THREADS.in(inParent));
  }

  /// What everybody sees.
  public ChannelJson.Thread json() {
    return json(Optional.empty());
  }

  /// @param member the receiver's own membership
  public ChannelJson.Thread json(Optional<ThreadMemberJson> member) {
    return json(member, Optional.empty());
  }

  /// What is told of a thread that was made just now.
  ChannelJson.Thread created() {
    return json(Optional.empty(), Optional.of(true));
  }

  private ChannelJson.Thread json(
      Optional<ThreadMemberJson> member, Optional<Boolean> newlyCreated) {
    var sent = Math.max(0, numbers.lastSeq - state.uncounted);
    return new ChannelJson.Thread(
        channel.id(),
        channel.type(),
        state.guildId,
        state.parentId,
        channel.ownerId() == null ? 0 : channel.ownerId(),
        channel.name() == null ? "" : channel.name(),
        numbers.lastMessageId,
        channel.flags(),
        channel.rateLimitPerUser(),
        Math.max(0, sent - numbers.removed),
        numbers.members,
        sent,
        metadata(),
        Optional.of(tags()).filter(tags -> !tags.isEmpty()),
        member,
        newlyCreated);
  }

  /// Those of its tags that its forum still has.
  private List<Long> tags() {
    var there = parent.tags().stream().map(ForumTagJson::id).toList();
    return state.appliedTags.stream().filter(there::contains).toList();
  }

  private ThreadMetadataJson metadata() {
    return new ThreadMetadataJson(
        state.archived,
        state.autoArchiveDuration,
        state.archivedAt,
        state.locked,
        channel.type() == ChannelType.PRIVATE_THREAD
            ? Optional.of(state.invitable)
            : Optional.empty(),
        channel.createdAt());
  }

  static List<Long> ids(List<ThreadView> views) {
    return views.stream().map(ThreadView::id).toList();
  }
}
