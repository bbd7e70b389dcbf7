package chat.maru.wire;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A channel (reference: "Channel object"). Which keys there are depends on what it is, so each
/// kind has a record.
public sealed interface ChannelJson {
  long id();

  int type();

  /// A channel of a guild: what all kinds have.
  ///
  /// @param defaultAutoArchiveDuration of the threads in it, for those kinds that have threads
  /// @param defaultThreadRateLimitPerUser as `defaultAutoArchiveDuration`
  record InGuild(
      long id,
      int type,
      long guildId,
      String name,
      @Nullable String topic,
      int position,
      @Nullable Long parentId,
      List<OverwriteJson> permissionOverwrites,
      boolean nsfw,
      int rateLimitPerUser,
      @Nullable Long lastMessageId,
      @Nullable Instant lastPinTimestamp,
      int flags,
      Optional<Integer> defaultAutoArchiveDuration,
      Optional<Integer> defaultThreadRateLimitPerUser)
      implements ChannelJson {}

  /// A voice channel (type 2).
  record Voice(
      @JsonUnwrapped InGuild channel,
      int bitrate,
      int userLimit,
      @Nullable String rtcRegion,
      int videoQualityMode)
      implements ChannelJson {
    @Override
    public long id() {
      return channel.id();
    }

    @Override
    public int type() {
      return channel.type();
    }
  }

  /// A channel whose messages are threads: forum (type 15) and media (type 16).
  record Forum(
      @JsonUnwrapped InGuild channel,
      List<ForumTagJson> availableTags,
      @Nullable DefaultReactionJson defaultReactionEmoji,
      @Nullable Integer defaultSortOrder,
      int defaultForumLayout)
      implements ChannelJson {
    @Override
    public long id() {
      return channel.id();
    }

    @Override
    public int type() {
      return channel.type();
    }
  }

  /// A thread (types 10, 11 and 12).
  ///
  /// @param messageCount without what it was started with and what was deleted
  /// @param totalMessageSent as `messageCount`, deleted ones too
  /// @param appliedTags of a post in a forum
  /// @param member the receiver's own membership, where it has joined
  /// @param newlyCreated whether the event tells of a thread that was made just now
  record Thread(
      long id,
      int type,
      long guildId,
      long parentId,
      long ownerId,
      String name,
      @Nullable Long lastMessageId,
      int flags,
      int rateLimitPerUser,
      int messageCount,
      int memberCount,
      int totalMessageSent,
      ThreadMetadataJson threadMetadata,
      Optional<List<Long>> appliedTags,
      Optional<ThreadMemberJson> member,
      Optional<Boolean> newlyCreated)
      implements ChannelJson {}

  /// A conversation of two (type 1).
  ///
  /// @param recipients the other one, as the receiver sees it
  record Direct(
      long id, int type, @Nullable Long lastMessageId, int flags, List<UserJson> recipients)
      implements ChannelJson {}

  /// A room of many (type 3).
  ///
  /// @param recipients the others
  /// @param access `open` or `invite`
  record Group(
      long id,
      int type,
      @Nullable Long lastMessageId,
      int flags,
      List<UserJson> recipients,
      @Nullable String name,
      @Nullable String icon,
      long ownerId,
      String access)
      implements ChannelJson {}
}
