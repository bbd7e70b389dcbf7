package chat.maru.channel;

import chat.maru.kernel.Check;
import chat.maru.kernel.Patch;
import chat.maru.wire.CreateGuildChannel;
import chat.maru.wire.ModifyChannel;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The changes that a body asks for in a channel of a guild, checked. What needs the database
/// (parent, overwrites) is decided by [ChannelRules].
record ChannelChanges(ModifyChannel body) {
  private static final Set<Integer> TYPES =
      Set.of(ChannelType.TEXT, ChannelType.VOICE, ChannelType.CATEGORY, ChannelType.ANNOUNCEMENT);
  private static final Set<Integer> CONVERTIBLE =
      Set.of(ChannelType.TEXT, ChannelType.ANNOUNCEMENT);

  /// Reads a new channel as changes of an empty one.
  static ChannelChanges of(CreateGuildChannel body) {
    new Check()
        .required("name", body.name())
        .that(
            body.type() == null || TYPES.contains(body.type()),
            "type",
            "BASE_TYPE_CHOICES",
            "Value must be one of (0, 2, 4, 5).")
        .orRefuse();
    return checked(
        new ModifyChannel(
            given(body.name()),
            Patch.keep(),
            given(body.topic()),
            given(body.position()),
            given(body.parentId()),
            given(body.nsfw()),
            given(body.rateLimitPerUser()),
            given(body.bitrate()),
            given(body.userLimit()),
            given(body.permissionOverwrites())));
  }

  private static <T> Patch<T> given(@Nullable T value) {
    return value == null ? Patch.keep() : Patch.set(value);
  }

  static ChannelChanges checked(ModifyChannel body) {
    var check = new Check();
    body.name()
        .apply(
            name -> {
              check.required("name", name);
              check.length("name", name == null ? null : name.strip(), 1, 100);
            });
    body.type()
        .apply(
            type ->
                check.that(
                    type != null && CONVERTIBLE.contains(type),
                    "type",
                    "BASE_TYPE_CHOICES",
                    "Value must be one of (0, 5)."));
    body.topic().apply(topic -> check.length("topic", topic, 0, 1024));
    body.position().apply(position -> check.range("position", position, 0, 100_000));
    body.rateLimitPerUser()
        .apply(seconds -> check.range("rate_limit_per_user", seconds, 0, 21_600));
    body.bitrate().apply(rate -> check.range("bitrate", rate, 8_000, 384_000));
    body.userLimit().apply(limit -> check.range("user_limit", limit, 0, 99));
    body.permissionOverwrites()
        .apply(
            list ->
                check.that(
                    list == null || list.size() <= 100,
                    "permission_overwrites",
                    "BASE_TYPE_MAX_LENGTH",
                    "Must be 100 or fewer in length."));
    check.orRefuse();
    return new ChannelChanges(body);
  }

  void apply(Channel channel) {
    body.name().apply(name -> channel.name = name == null ? channel.name : name.strip());
    if (body.type() instanceof Patch.Set<Integer>(var type) && type != channel.type) {
      new Check()
          .that(
              CONVERTIBLE.contains(channel.type),
              "type",
              "CHANNEL_TYPE_INVALID",
              "This channel can not be made one of that type.")
          .orRefuse();
      channel.type = type;
    }
    channel.topic = body.topic().orElse(channel.topic);
    channel.position = number(body.position(), channel.position);
    channel.parentId = body.parentId().orElse(channel.parentId);
    channel.nsfw = Boolean.TRUE.equals(body.nsfw().orElse(channel.nsfw));
    channel.rateLimitPerUser = number(body.rateLimitPerUser(), channel.rateLimitPerUser);
    if (channel.type == ChannelType.VOICE) {
      channel.bitrate = body.bitrate().orElse(channel.bitrate);
      channel.userLimit = body.userLimit().orElse(channel.userLimit);
    }
  }

  private static int number(Patch<Integer> change, int current) {
    var value = change.orElse(current);
    return value == null ? 0 : value;
  }
}
