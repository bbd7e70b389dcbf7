package chat.maru.channel.thread;

import chat.maru.access.Grant;
import chat.maru.access.Permission;
import chat.maru.channel.Channel;
import chat.maru.kernel.Check;
import chat.maru.kernel.Patch;
import chat.maru.kernel.Problem;
import chat.maru.wire.ChannelSettings;
import chat.maru.wire.ForumTagJson;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The changes that a body asks for in a thread, checked.
record ThreadChanges(ChannelSettings body) {
  static final int PINNED = 1 << 1;

  static ThreadChanges checked(ChannelSettings body) {
    var check = new Check();
    body.name()
        .apply(
            name ->
                check
                    .required("name", name)
                    .length("name", name == null ? null : name.strip(), 1, 100));
    body.autoArchiveDuration()
        .apply(
            minutes ->
                check.that(
                    minutes == null || ThreadPlan.ARCHIVE_AFTER.contains(minutes),
                    "auto_archive_duration",
                    "BASE_TYPE_CHOICES",
                    "Value must be one of (60, 1440, 4320, 10080)."));
    body.rateLimitPerUser()
        .apply(seconds -> check.range("rate_limit_per_user", seconds, 0, ThreadPlan.MAX_SLOWMODE));
    check.orRefuse();
    return new ThreadChanges(body);
  }

  /// Demands the right to these changes: a thread that is only taken out of the archive needs the
  /// right to write in it, what its maker may do its maker or a moderator, and the rest, as
  /// everything about a locked one, a moderator.
  ///
  /// @throws chat.maru.kernel.ApiException 50083 for changes of a thread that stays archived
  void requireRight(Grant grant, Channel channel, ThreadState thread) {
    var moderator = grant.has(Permission.MANAGE_THREADS);
    var opening = body.archived() instanceof Patch.Set<Boolean>(var into) && !into;
    if (thread.archived && !opening && (touchesOwn() || touchesModerated(thread))) {
      throw Problem.THREAD_ARCHIVED.error();
    }
    if (moderator) {
      return;
    }
    if (thread.locked) {
      throw Problem.THREAD_LOCKED.error();
    }
    var owner = Objects.equals(channel.ownerId(), grant.actor().userId());
    if (!body.locked().isKept()
        || touchesModerated(thread) && !(owner && touchesInvitableAlone())
        || !owner && (touchesOwn() || !opening)) {
      throw Problem.MISSING_PERMISSIONS.error();
    }
    grant.require(Permission.SEND_MESSAGES);
  }

  private boolean touchesOwn() {
    return touches(body.name(), body.autoArchiveDuration(), body.appliedTags());
  }

  private boolean touchesModerated(ThreadState thread) {
    return touches(body.rateLimitPerUser(), body.flags())
        || thread.secret && touches(body.invitable());
  }

  private boolean touchesInvitableAlone() {
    return !touches(body.rateLimitPerUser(), body.flags());
  }

  private static boolean touches(Patch<?>... fields) {
    return Stream.of(fields).anyMatch(field -> !field.isKept());
  }

  /// Whether the thread is to be taken out of the archive.
  boolean opens(ThreadState thread) {
    return thread.archived && !archivedAfter(thread);
  }

  /// Whether the post is to be pinned.
  boolean pins(Channel channel) {
    return (channel.flags() & PINNED) == 0 && (flagsAfter(channel) & PINNED) != 0;
  }

  void apply(Channel channel, ThreadState thread, Instant now) {
    body.name().apply(name -> channel.rename(name == null ? channel.name() : name.strip()));
    body.rateLimitPerUser()
        .apply(seconds -> channel.slowDown(Objects.requireNonNullElse(seconds, 0)));
    channel.flag(flagsAfter(channel));
    thread.archive(archivedAfter(thread), now);
    thread.locked = Boolean.TRUE.equals(body.locked().orElse(thread.locked));
    if (thread.secret) {
      thread.invitable = Boolean.TRUE.equals(body.invitable().orElse(thread.invitable));
    }
    thread.waitFor(
        Objects.requireNonNullElse(
            body.autoArchiveDuration().orElse(thread.autoArchiveDuration),
            thread.autoArchiveDuration),
        now);
  }

  /// Puts tags on a post and takes them off; tags for moderators stay as they are for others.
  void applyTags(Channel forum, ThreadState thread, boolean moderator) {
    if (body.appliedTags().isKept()) {
      return;
    }
    var wanted = ThreadPlan.tags(forum, body.appliedTags().orElse(null), true);
    var changed = new HashSet<>(wanted);
    changed.addAll(thread.appliedTags);
    changed.removeIf(id -> wanted.contains(id) && thread.appliedTags.contains(id));
    if (!moderator && moderated(forum).stream().anyMatch(changed::contains)) {
      throw Problem.MISSING_PERMISSIONS.error();
    }
    thread.appliedTags = wanted;
  }

  private static List<Long> moderated(Channel forum) {
    return forum.tags().stream().filter(ForumTagJson::moderated).map(ForumTagJson::id).toList();
  }

  private boolean archivedAfter(ThreadState thread) {
    return Boolean.TRUE.equals(body.archived().orElse(thread.archived));
  }

  private int flagsAfter(Channel channel) {
    return Objects.requireNonNullElse(body.flags().orElse(channel.flags()), 0) & PINNED;
  }
}
