package chat.maru.channel;

import chat.maru.wire.ForumTagJson;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The settings of a channel or a room. Changed only under the lock of its guild, or of its head
/// where it has none. A deleted one keeps its row.
@Entity
@Table(name = "channels")
public class Channel {
  @Id long id;

  @Column(updatable = false)
  @Nullable Long guildId;

  int type;
  @Nullable String name;
  @Nullable String topic;
  int position;
  boolean nsfw;
  @Nullable Long parentId;
  int rateLimitPerUser;
  @Nullable Integer bitrate;
  @Nullable Integer userLimit;
  @Nullable String rtcRegion;
  @Nullable Integer videoQualityMode;
  int flags;
  @Nullable Integer defaultAutoArchiveDuration;
  int defaultThreadRateLimitPerUser;

  @Convert(converter = Forum.Column.class)
  @Nullable Forum forum;

  @Nullable Long ownerId;
  @Nullable String icon;
  @Nullable String access;

  @Column(updatable = false)
  Instant createdAt;

  @Nullable Instant deletedAt;

  protected Channel() {}

  private Channel(long id, int type, Instant createdAt) {
    this.id = id;
    this.type = type;
    this.createdAt = createdAt;
  }

  /// Makes a channel of a guild.
  static Channel inGuild(long id, long guildId, int type, String name, Instant now) {
    var channel = new Channel(id, type, now);
    channel.guildId = guildId;
    channel.name = name;
    if (type == ChannelType.VOICE) {
      channel.bitrate = 64_000;
      channel.userLimit = 0;
      channel.videoQualityMode = 1;
    }
    if (ChannelType.isForum(type)) {
      channel.forum = Forum.EMPTY;
    }
    return channel;
  }

  /// Makes a conversation of two.
  public static Channel direct(long id, Instant now) {
    var channel = new Channel(id, ChannelType.DIRECT, now);
    channel.access = "invite";
    return channel;
  }

  /// Makes a room of many.
  public static Channel room(
      long id, long ownerId, @Nullable String name, String access, Instant now) {
    var channel = new Channel(id, ChannelType.GROUP, now);
    channel.ownerId = ownerId;
    channel.name = name;
    channel.access = access;
    return channel;
  }

  /// Where a thread is made.
  ///
  /// @param parentId the channel that it is in
  public record InParent(long id, long guildId, long parentId, int type) {}

  /// Makes a thread.
  public static Channel thread(InParent where, String name, long ownerId, Instant now) {
    var channel = new Channel(where.id(), where.type(), now);
    channel.guildId = where.guildId();
    channel.parentId = where.parentId();
    channel.name = name;
    channel.ownerId = ownerId;
    return channel;
  }

  public long id() {
    return id;
  }

  public int type() {
    return type;
  }

  public int position() {
    return position;
  }

  public @Nullable String name() {
    return name;
  }

  /// The channel's guild; 0 for a room.
  public long guildId() {
    return guildId == null ? 0 : guildId;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public int flags() {
    return flags;
  }

  /// Seconds that one must wait between messages.
  public int rateLimitPerUser() {
    return rateLimitPerUser;
  }

  public @Nullable Integer defaultAutoArchiveDuration() {
    return defaultAutoArchiveDuration;
  }

  public int defaultThreadRateLimit() {
    return defaultThreadRateLimitPerUser;
  }

  /// The tags that posts of a forum can have.
  public List<ForumTagJson> tags() {
    return forum == null ? List.of() : forum.tags();
  }

  /// Who has the say in a room, who made a thread; nobody in a conversation of two.
  public @Nullable Long ownerId() {
    return ownerId;
  }

  public @Nullable String icon() {
    return icon;
  }

  /// Who may come in: `open` or `invite`; null in a guild.
  public @Nullable String access() {
    return access;
  }

  public void rename(@Nullable String newName) {
    name = newName;
  }

  public void slowDown(int seconds) {
    rateLimitPerUser = seconds;
  }

  public void flag(int newFlags) {
    flags = newFlags;
  }

  public void giveTo(long newOwnerId) {
    ownerId = newOwnerId;
  }

  public void end(Instant now) {
    deletedAt = now;
  }
}
