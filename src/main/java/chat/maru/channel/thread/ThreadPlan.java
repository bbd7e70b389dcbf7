package chat.maru.channel.thread;

import chat.maru.channel.Channel;
import chat.maru.channel.ChannelType;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.wire.ForumTagJson;
import chat.maru.wire.StartThread;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A thread that is to be made, checked.
///
/// @param invitable whether members of a private one may add others
public record ThreadPlan(
    String name,
    int type,
    int autoArchiveDuration,
    int rateLimitPerUser,
    boolean invitable,
    List<Long> tags) {
  static final Set<Integer> ARCHIVE_AFTER = Set.of(60, 1440, 4320, 10_080);
  static final int MAX_TAGS = 5;
  static final int MAX_SLOWMODE = 21_600;
  private static final int USUAL_ARCHIVE_AFTER = 1440;
  private static final int REQUIRE_TAG = 1 << 4;

  /// Reads a thread on a message of the parent.
  public static ThreadPlan onMessage(StartThread body, Channel parent) {
    return of(body, parent, publicType(parent));
  }

  /// Reads a thread without a message: a private one unless the body says otherwise, as the
  /// protocol has it.
  public static ThreadPlan alone(StartThread body, Channel parent) {
    var announcements = parent.type() == ChannelType.ANNOUNCEMENT;
    var usual = announcements ? ChannelType.ANNOUNCEMENT_THREAD : ChannelType.PRIVATE_THREAD;
    var type = body.type() == null ? usual : body.type();
    new Check()
        .that(
            announcements
                ? type == ChannelType.ANNOUNCEMENT_THREAD
                : type == ChannelType.PUBLIC_THREAD || type == ChannelType.PRIVATE_THREAD,
            "type",
            "BASE_TYPE_CHOICES",
            announcements ? "Value must be one of (10)." : "Value must be one of (11, 12).")
        .orRefuse();
    return of(body, parent, type);
  }

  /// Reads a post of a forum.
  ///
  /// @param moderator whether tags for moderators may be put on
  public static ThreadPlan post(StartThread body, Channel forum, boolean moderator) {
    var plan = of(body, forum, ChannelType.PUBLIC_THREAD);
    var tags = tags(forum, body.appliedTags(), moderator);
    if (tags.isEmpty() && (forum.flags() & REQUIRE_TAG) != 0) {
      throw Problem.TAG_REQUIRED.error();
    }
    return new ThreadPlan(
        plan.name, plan.type, plan.autoArchiveDuration, plan.rateLimitPerUser, true, tags);
  }

  private static ThreadPlan of(StartThread body, Channel parent, int type) {
    var name = body.name() == null ? null : body.name().strip();
    new Check()
        .required("name", name)
        .length("name", name, 1, 100)
        .that(
            body.autoArchiveDuration() == null
                || ARCHIVE_AFTER.contains(body.autoArchiveDuration()),
            "auto_archive_duration",
            "BASE_TYPE_CHOICES",
            "Value must be one of (60, 1440, 4320, 10080).")
        .range("rate_limit_per_user", body.rateLimitPerUser(), 0, MAX_SLOWMODE)
        .orRefuse();
    return new ThreadPlan(
        Objects.requireNonNullElse(name, ""),
        type,
        Objects.requireNonNullElse(
            body.autoArchiveDuration(),
            Objects.requireNonNullElse(parent.defaultAutoArchiveDuration(), USUAL_ARCHIVE_AFTER)),
        Objects.requireNonNullElse(body.rateLimitPerUser(), parent.defaultThreadRateLimit()),
        !Boolean.FALSE.equals(body.invitable()),
        List.of());
  }

  private static int publicType(Channel parent) {
    return switch (parent.type()) {
      case ChannelType.TEXT -> ChannelType.PUBLIC_THREAD;
      case ChannelType.ANNOUNCEMENT -> ChannelType.ANNOUNCEMENT_THREAD;
      default -> throw Problem.CANNOT_EXECUTE_ON_CHANNEL_TYPE.error();
    };
  }

  /// Reads the tags that a post is to have.
  static List<Long> tags(Channel forum, @Nullable List<@Nullable Long> given, boolean moderator) {
    var wanted =
        given == null
            ? List.<Long>of()
            : given.stream().filter(Objects::nonNull).distinct().toList();
    var known = forum.tags();
    var check =
        new Check()
            .that(
                wanted.size() <= MAX_TAGS,
                "applied_tags",
                "BASE_TYPE_MAX_LENGTH",
                "Must be 5 or fewer in length.");
    for (var at = 0; at < wanted.size(); at++) {
      var id = wanted.get(at);
      check.that(
          known.stream().anyMatch(tag -> tag.id() == id),
          "applied_tags." + at,
          "BASE_TYPE_CHOICES",
          "The forum has no such tag.");
    }
    check.orRefuse();
    if (!moderator
        && known.stream()
            .filter(ForumTagJson::moderated)
            .anyMatch(tag -> wanted.contains(tag.id()))) {
      throw Problem.MISSING_PERMISSIONS.error();
    }
    return wanted;
  }
}
