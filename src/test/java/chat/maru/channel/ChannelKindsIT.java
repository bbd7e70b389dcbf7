package chat.maru.channel;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.GuildOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChannelKindsIT {
  @Test
  void aForumHasTagsAndDefaults() {
    var guild = GuildOf.someone();
    var rest = guild.owner().rest();
    var made =
        rest.post(
                guild.path() + "/channels",
                Map.of(
                    "name",
                    "forum",
                    "type",
                    15,
                    "topic",
                    "g".repeat(4096),
                    "available_tags",
                    List.of(
                        Map.of("name", "bug", "emoji_name", "\uD83D\uDC1B"),
                        Map.of("name", "done", "moderated", true)),
                    "default_reaction_emoji",
                    Map.of("emoji_name", "\uD83D\uDC4D"),
                    "default_sort_order",
                    1,
                    "default_forum_layout",
                    2,
                    "default_auto_archive_duration",
                    4320,
                    "default_thread_rate_limit_per_user",
                    5))
            .expect(201);
    assertThat(made.path("type").asInt()).isEqualTo(15);
    assertThat(made.path("default_sort_order").asInt()).isEqualTo(1);
    assertThat(made.path("default_forum_layout").asInt()).isEqualTo(2);
    assertThat(made.path("default_auto_archive_duration").asInt()).isEqualTo(4320);
    assertThat(made.path("default_thread_rate_limit_per_user").asInt()).isEqualTo(5);
    assertThat(made.path("default_reaction_emoji").path("emoji_id").isNull()).isTrue();
    var tags = made.path("available_tags");
    assertThat(tags.findValuesAsText("name")).containsExactly("bug", "done");
    assertThat(tags.get(1).path("moderated").asBoolean()).isTrue();
    assertThat(tags.get(1).path("emoji_name").isNull()).isTrue();
    var path = "/channels/" + made.path("id").asText();
    assertThat(rest.get(path).expect(200)).isEqualTo(made);
    var kept = tags.get(0).path("id").asText();
    var changed =
        rest.patch(
                path,
                Map.of(
                    "available_tags",
                    List.of(Map.of("id", kept, "name", "defect"), Map.of("name", "new")),
                    "flags",
                    1 << 4))
            .expect(200);
    assertThat(changed.path("flags").asInt()).isEqualTo(16);
    assertThat(changed.path("available_tags").get(0).path("id").asText()).isEqualTo(kept);
    assertThat(changed.path("available_tags").findValuesAsText("name"))
        .containsExactly("defect", "new");
    assertThat(changed.path("default_sort_order").asInt()).isEqualTo(1);
    rest.patch(path, Map.of("type", 0)).refused(400, 50035);
  }

  @Test
  void tagsHaveTheirLimits() {
    var guild = GuildOf.someone();
    var channel = guild.channel(Map.of("name", "media", "type", 16));
    var rest = guild.owner().rest();
    var path = "/channels/" + channel;
    var many = IntStream.range(0, 21).mapToObj(at -> Map.of("name", "tag" + at)).toList();
    rest.patch(path, Map.of("available_tags", many)).refused(400, 30048);
    rest.patch(path, Map.of("available_tags", many.subList(0, 20))).expect(200);
    var twice = List.of(Map.of("name", "a"), Map.of("name", "a"));
    rest.patch(path, Map.of("available_tags", twice)).refused(400, 40061);
    var bad = new ArrayList<>();
    bad.add(Map.of("name", "x".repeat(21)));
    bad.add(null);
    bad.add(Map.of("name", "y", "emoji_id", "5", "emoji_name", "z"));
    var answer = rest.patch(path, Map.of("available_tags", bad));
    answer.refused(400, 50035);
    assertThat(answer.fault("available_tags.0.name")).isEqualTo("BASE_TYPE_BAD_LENGTH");
    assertThat(answer.fault("available_tags.1.name")).isEqualTo("BASE_TYPE_REQUIRED");
    assertThat(answer.fault("available_tags.2.emoji_name")).isNotEmpty();
    assertThat(rest.get(path).expect(200).path("available_tags")).hasSize(20);
    for (var field : List.of("default_sort_order", "default_forum_layout")) {
      var refused = rest.patch(path, Map.of(field, 9));
      refused.refused(400, 50035);
      assertThat(refused.fault(field)).isEqualTo("NUMBER_TYPE_MAX");
    }
    rest.patch(path, Map.of("default_auto_archive_duration", 61)).refused(400, 50035);
  }

  @Test
  void voiceIsKeptAsItIsSet() {
    var guild = GuildOf.someone();
    var channel = guild.channel(Map.of("name", "voice", "type", 2));
    var rest = guild.owner().rest();
    var path = "/channels/" + channel;
    var plain = rest.get(path).expect(200);
    assertThat(plain.path("bitrate").asInt()).isEqualTo(64_000);
    assertThat(plain.path("rtc_region").isNull()).isTrue();
    assertThat(plain.path("video_quality_mode").asInt()).isEqualTo(1);
    var wishes =
        Map.of("bitrate", 96_000, "user_limit", 7, "rtc_region", "seoul", "video_quality_mode", 2);
    var set = rest.patch(path, wishes).expect(200);
    assertThat(set.path("user_limit").asInt()).isEqualTo(7);
    assertThat(set.path("rtc_region").asText()).isEqualTo("seoul");
    assertThat(set.path("video_quality_mode").asInt()).isEqualTo(2);
    rest.patch(path, Map.of("video_quality_mode", 3)).refused(400, 50035);
    rest.patch(path, Map.of("bitrate", 1)).refused(400, 50035);
    assertThat(rest.get(path).expect(200)).isEqualTo(set);
  }

  @Test
  void textAndAnnouncementsTurnIntoEachOther() {
    var guild = GuildOf.someone();
    var channel = guild.channel(Map.of("name", "news"));
    var rest = guild.owner().rest();
    var path = "/channels/" + channel;
    assertThat(rest.patch(path, Map.of("type", 5)).expect(200).path("type").asInt()).isEqualTo(5);
    assertThat(rest.patch(path, Map.of("type", 0)).expect(200).path("type").asInt()).isZero();
    rest.patch(path, Map.of("type", 15)).refused(400, 50035);
  }

  @Test
  void aCategoryHoldsFiftyAndLendsItsPermissions() {
    var guild = GuildOf.someone();
    var everyone = Map.of("id", Long.toString(guild.id()), "type", 0, "deny", "2048");
    var category =
        guild.channel(Map.of("name", "cat", "type", 4, "permission_overwrites", List.of(everyone)));
    var first = guild.channel(Map.of("name", "c", "parent_id", category));
    var rest = guild.owner().rest();
    var lent = rest.get("/channels/" + first).expect(200).path("permission_overwrites");
    assertThat(lent.get(0).path("deny").asText()).isEqualTo("2048");
    var own =
        guild.channel(
            Map.of("name", "c", "parent_id", category, "permission_overwrites", List.of()));
    assertThat(rest.get("/channels/" + own).expect(200).path("permission_overwrites")).isEmpty();
    for (var at = 2; at < 50; at++) {
      guild.channel(Map.of("name", "c" + at, "parent_id", category));
    }
    var refused = rest.post(guild.path() + "/channels", Map.of("name", "x", "parent_id", category));
    refused.refused(400, 50035);
    assertThat(refused.fault("parent_id")).isEqualTo("CHANNEL_PARENT_MAX_CHANNELS");
    var outside = guild.channel(Map.of("name", "outside"));
    rest.patch("/channels/" + outside, Map.of("parent_id", category)).refused(400, 50035);
    rest.patch("/channels/" + first, Map.of("parent_id", category)).expect(200);
  }
}
