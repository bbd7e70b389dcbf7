package chat.maru.channel;

import chat.maru.kernel.Check;
import chat.maru.kernel.Patch;
import chat.maru.wire.ChannelSettings;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The changes that a body asks for in a channel of a guild, checked. What needs the database
/// (parent, overwrites) is decided by [ChannelRules]. Settings that the channel's kind does not
/// have are passed over, as the protocol does.
record ChannelChanges(ChannelSettings body) {
  private static final Set<Integer> TYPES =
      Set.of(
          ChannelType.TEXT,
          ChannelType.VOICE,
          ChannelType.CATEGORY,
          ChannelType.ANNOUNCEMENT,
          ChannelType.FORUM,
          ChannelType.MEDIA);
  private static final Set<Integer> CONVERTIBLE =
      Set.of(ChannelType.TEXT, ChannelType.ANNOUNCEMENT);
  private static final Set<Integer> ARCHIVE_AFTER = Set.of(60, 1440, 4320, 10_080);
  private static final int MAX_TOPIC = 1024;
  private static final int MAX_GUIDELINES = 4096;

  /// Reads a new channel as changes of an empty one.
  static ChannelChanges ofNew(ChannelSettings body) {
    var type = typeOf(body);
    new Check()
        .required("name", body.name().orElse(null))
        .that(
            TYPES.contains(type),
            "type",
            "BASE_TYPE_CHOICES",
            "Value must be one of (0, 2, 4, 5, 15, 16).")
        .orRefuse();
    return new ChannelChanges(checked(body, type));
  }

  /// Reads the changes of a channel of this type.
  static ChannelChanges of(ChannelSettings body, int type) {
    var check = new Check();
    body.type()
        .apply(
            wanted ->
                check.that(
                    wanted != null
                        && (wanted == type
                            || CONVERTIBLE.contains(wanted) && CONVERTIBLE.contains(type)),
                    "type",
                    "BASE_TYPE_CHOICES",
                    "This channel can not be made one of that type."));
    body.name().apply(name -> check.required("name", name));
    check.orRefuse();
    return new ChannelChanges(checked(body, type));
  }

  /// Returns the type that a body for a new channel asks for.
  static int typeOf(ChannelSettings body) {
    return Objects.requireNonNullElse(body.type().orElse(null), ChannelType.TEXT);
  }

  private static ChannelSettings checked(ChannelSettings body, int type) {
    var check = new Check();
    body.name().apply(name -> check.length("name", name == null ? null : name.strip(), 1, 100));
    var maxTopic = ChannelType.isForum(type) ? MAX_GUIDELINES : MAX_TOPIC;
    body.topic().apply(topic -> check.length("topic", topic, 0, maxTopic));
    range(check, "position", body.position(), 0, 100_000);
    range(check, "rate_limit_per_user", body.rateLimitPerUser(), 0, 21_600);
    range(check, "bitrate", body.bitrate(), 8_000, 384_000);
    range(check, "user_limit", body.userLimit(), 0, 99);
    range(check, "video_quality_mode", body.videoQualityMode(), 1, 2);
    body.rtcRegion().apply(region -> check.length("rtc_region", region, 0, 100));
    range(
        check,
        "default_thread_rate_limit_per_user",
        body.defaultThreadRateLimitPerUser(),
        0,
        21_600);
    archiveAfter(check, "default_auto_archive_duration", body.defaultAutoArchiveDuration());
    body.permissionOverwrites()
        .apply(
            list ->
                check.that(
                    list == null || list.size() <= 100,
                    "permission_overwrites",
                    "BASE_TYPE_MAX_LENGTH",
                    "Must be 100 or fewer in length."));
    ForumChanges.check(check, body);
    check.orRefuse();
    return body;
  }

  private static void range(Check check, String path, Patch<Integer> given, int min, int max) {
    given.apply(value -> check.range(path, value, min, max));
  }

  private static void archiveAfter(Check check, String path, Patch<Integer> given) {
    given.apply(
        minutes ->
            check.that(
                minutes == null || ARCHIVE_AFTER.contains(minutes),
                path,
                "BASE_TYPE_CHOICES",
                "Value must be one of (60, 1440, 4320, 10080)."));
  }

  /// @param ids gives ids to what is new in the channel
  void apply(Channel channel, LongSupplier ids) {
    body.name().apply(name -> channel.name = name == null ? channel.name : name.strip());
    body.type().apply(type -> channel.type = type == null ? channel.type : type);
    channel.topic = body.topic().orElse(channel.topic);
    channel.position = number(body.position(), channel.position);
    channel.parentId = body.parentId().orElse(channel.parentId);
    channel.nsfw = Boolean.TRUE.equals(body.nsfw().orElse(channel.nsfw));
    channel.rateLimitPerUser = number(body.rateLimitPerUser(), channel.rateLimitPerUser);
    if (channel.type == ChannelType.VOICE) {
      channel.bitrate = body.bitrate().orElse(channel.bitrate);
      channel.userLimit = body.userLimit().orElse(channel.userLimit);
      channel.rtcRegion = body.rtcRegion().orElse(channel.rtcRegion);
      channel.videoQualityMode = body.videoQualityMode().orElse(channel.videoQualityMode);
    }
    if (ChannelType.hasThreads(channel.type)) {
      channel.defaultAutoArchiveDuration =
          body.defaultAutoArchiveDuration().orElse(channel.defaultAutoArchiveDuration);
      channel.defaultThreadRateLimitPerUser =
          number(body.defaultThreadRateLimitPerUser(), channel.defaultThreadRateLimitPerUser);
    }
    if (channel.forum != null) {
      channel.flags = ForumChanges.flags(body, channel.flags);
      channel.forum = ForumChanges.applied(body, channel.forum, ids);
    }
  }

  private static int number(Patch<Integer> change, @Nullable Integer current) {
    var value = change.orElse(current);
    return value == null ? 0 : value;
  }
}
