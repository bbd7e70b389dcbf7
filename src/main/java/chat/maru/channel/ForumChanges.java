package chat.maru.channel;

import chat.maru.kernel.Check;
import chat.maru.kernel.Patch;
import chat.maru.kernel.Problem;
import chat.maru.wire.ChannelSettings;
import chat.maru.wire.DefaultReactionJson;
import chat.maru.wire.ForumTagInput;
import chat.maru.wire.ForumTagJson;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What a body asks for in the settings that only forum and media channels have.
final class ForumChanges {
  private static final int MAX_TAGS = 20;
  private static final int REQUIRE_TAG = 1 << 4;
  private static final int HIDE_MEDIA_DOWNLOAD = 1 << 15;

  private ForumChanges() {}

  static void check(Check check, ChannelSettings body) {
    body.defaultSortOrder().apply(order -> check.range("default_sort_order", order, 0, 1));
    body.defaultForumLayout().apply(layout -> check.range("default_forum_layout", layout, 0, 2));
    body.defaultReactionEmoji()
        .apply(
            emoji -> {
              if (emoji != null) {
                oneEmoji(check, "default_reaction_emoji", emoji.emojiId(), emoji.emojiName());
              }
            });
    body.availableTags()
        .apply(
            tags -> {
              for (var at = 0; tags != null && at < tags.size(); at++) {
                tag(check, "available_tags." + at, tags.get(at));
              }
            });
  }

  private static void tag(Check check, String path, @Nullable ForumTagInput tag) {
    var name = tag == null || tag.name() == null ? null : tag.name().strip();
    check.required(path + ".name", name).length(path + ".name", name, 1, 20);
    if (tag != null) {
      oneEmoji(check, path, tag.emojiId(), tag.emojiName());
    }
  }

  private static void oneEmoji(Check check, String path, @Nullable Long id, @Nullable String name) {
    check
        .that(
            id == null || id == 0 || name == null || name.isEmpty(),
            path + ".emoji_name",
            "BASE_TYPE_CHOICES",
            "An emoji has an id or a name, not both.")
        .length(path + ".emoji_name", name, 0, 100);
  }

  static int flags(ChannelSettings body, int current) {
    var wanted = Objects.requireNonNullElse(body.flags().orElse(current), 0);
    return wanted & (REQUIRE_TAG | HIDE_MEDIA_DOWNLOAD);
  }

  /// Returns the settings as they become.
  ///
  /// @param ids gives ids to new tags
  /// @throws chat.maru.kernel.ApiException 30048 for more than 20 tags, 40061 for two of one name
  static Forum applied(ChannelSettings body, Forum forum, LongSupplier ids) {
    var tags = body.availableTags();
    return new Forum(
        tags.isKept() ? forum.tags() : tags(tags.orElse(null), forum.tags(), ids),
        reaction(body.defaultReactionEmoji(), forum.reaction()),
        body.defaultSortOrder().orElse(forum.sortOrder()),
        Objects.requireNonNullElse(body.defaultForumLayout().orElse(forum.layout()), 0));
  }

  private static List<ForumTagJson> tags(
      @Nullable List<@Nullable ForumTagInput> given, List<ForumTagJson> known, LongSupplier ids) {
    var wanted = given == null ? List.<@Nullable ForumTagInput>of() : given;
    if (wanted.size() > MAX_TAGS) {
      throw Problem.MAX_FORUM_TAGS.error();
    }
    var tags = wanted.stream().filter(Objects::nonNull).map(tag -> tag(tag, known, ids)).toList();
    var names = new HashSet<String>();
    if (!tags.stream().allMatch(tag -> names.add(tag.name()))) {
      throw Problem.TAG_NAMES_NOT_UNIQUE.error();
    }
    return tags;
  }

  /// A tag that names an id which the forum does not have is a new one.
  private static ForumTagJson tag(ForumTagInput tag, List<ForumTagJson> known, LongSupplier ids) {
    var id =
        known.stream()
            .map(ForumTagJson::id)
            .filter(there -> Objects.equals(there, tag.id()))
            .findFirst()
            .orElseGet(ids::getAsLong);
    return new ForumTagJson(
        id,
        Objects.requireNonNullElse(tag.name(), "").strip(),
        Boolean.TRUE.equals(tag.moderated()),
        emojiId(tag.emojiId()),
        emojiName(tag.emojiName()));
  }

  private static @Nullable DefaultReactionJson reaction(
      Patch<DefaultReactionJson> change, @Nullable DefaultReactionJson current) {
    var emoji = change.orElse(current);
    return emoji == null || emojiId(emoji.emojiId()) == null && emojiName(emoji.emojiName()) == null
        ? null
        : new DefaultReactionJson(emojiId(emoji.emojiId()), emojiName(emoji.emojiName()));
  }

  private static @Nullable Long emojiId(@Nullable Long id) {
    return id == null || id == 0 ? null : id;
  }

  private static @Nullable String emojiName(@Nullable String name) {
    return name == null || name.isEmpty() ? null : name;
  }
}
