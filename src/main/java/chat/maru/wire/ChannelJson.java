package chat.maru.wire;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A channel (reference: "Channel object"). Which keys there are depends on what it is, so each
/// kind
/// has
/// a record.
public sealed interface ChannelJson {
  long id();

  int type();

  /// A channel of a guild.
  ///
  /// @param bitrate for voice channels, as `userLimit`
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
      int flags,
      Optional<Integer> bitrate,
      Optional<Integer> userLimit)
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
