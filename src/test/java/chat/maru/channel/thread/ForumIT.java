package chat.maru.channel.thread;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForumIT {
  @Test
  void aPostIsAThreadWithItsFirstMessage() {
    var guild = GuildOf.someone();
    var forum = forum(guild);
    var rest = guild.member().rest();
    var tag = forum.path("available_tags").get(0).path("id").asText();
    try (var owner = GatewayClient.of(guild.owner().token())) {
      owner.event("GUILD_CREATE");
      var made =
          rest.post(
                  path(forum) + "/threads",
                  Map.of(
                      "name",
                      "It breaks",
                      "applied_tags",
                      List.of(tag),
                      "message",
                      Map.of("content", "when I press it")))
              .expect(201);
      assertThat(made.path("type").asInt()).isEqualTo(11);
      assertThat(made.path("applied_tags").get(0).asText()).isEqualTo(tag);
      assertThat(made.path("message_count").asInt()).isZero();
      assertThat(made.path("total_message_sent").asInt()).isZero();
      var id = made.path("id").asText();
      assertThat(made.path("message").path("id").asText()).isEqualTo(id);
      assertThat(made.path("last_message_id").asText()).isEqualTo(id);
      owner.event("THREAD_CREATE");
      var first = owner.event("MESSAGE_CREATE");
      assertThat(first.path("id").asText()).isEqualTo(id);
      assertThat(first.path("channel_id").asText()).isEqualTo(id);
      assertThat(first.path("seq").asInt()).isEqualTo(1);
      assertThat(first.path("content").asText()).isEqualTo("when I press it");
      rest.post("/channels/" + id + "/messages", Map.of("content", "more")).expect(200);
      assertThat(rest.get("/channels/" + id).expect(200).path("message_count").asInt())
          .isEqualTo(1);
      assertThat(rest.get("/channels/" + id + "/messages").expect(200)).hasSize(2);
    }
  }

  @Test
  void whoIsMentionedInAPostHasItUnread() {
    var guild = GuildOf.someone();
    var member = guild.member();
    var text = Map.of("content", "<@" + member.id() + "> look");
    guild
        .owner()
        .rest()
        .post(path(forum(guild)) + "/threads", Map.of("name", "post", "message", text))
        .expect(201);
    assertThat(member.rest().get("/users/@me/badge").expect(200).path("mention_count").asInt())
        .isEqualTo(1);
  }

  @Test
  void whatAPostLacksIsRefusedAndLeavesNothing() {
    var guild = GuildOf.someone();
    var forum = forum(guild);
    var rest = guild.owner().rest();
    var threads = path(forum) + "/threads";
    rest.post(threads, Map.of("name", "x")).refused(400, 50035);
    rest.post(threads, Map.of("name", "x", "message", Map.of())).refused(400, 50006);
    var message = Map.of("content", "x");
    rest.post(threads, Map.of("name", "x", "message", Map.of("content", "x".repeat(2001))))
        .refused(400, 50035);
    rest.post(threads, Map.of("name", "x", "applied_tags", List.of("5"), "message", message))
        .refused(400, 50035);
    rest.post(path(forum) + "/messages", message).refused(400, 40058);
    rest.patch(path(forum), Map.of("flags", 16)).expect(200);
    rest.post(threads, Map.of("name", "x", "message", message)).refused(400, 40067);
    assertThat(rest.get(guild.path() + "/threads/active").expect(200).path("threads")).isEmpty();
  }

  @Test
  void moderatedTagsAndThePinAreForModerators() {
    var guild = GuildOf.someone();
    var forum = forum(guild);
    var member = guild.member();
    var tags = forum.path("available_tags").findValuesAsText("id");
    var threads = path(forum) + "/threads";
    var message = Map.of("content", "x");
    member
        .rest()
        .post(
            threads, Map.of("name", "x", "applied_tags", List.of(tags.get(1)), "message", message))
        .refused(403, 50013);
    var one = post(guild, forum);
    var two = post(guild, forum);
    var rest = guild.owner().rest();
    assertThat(rest.patch(one, Map.of("flags", 2)).expect(200).path("flags").asInt()).isEqualTo(2);
    rest.patch(two, Map.of("flags", 2)).refused(400, 30047);
    rest.patch(one, Map.of("flags", 0)).expect(200);
    rest.patch(two, Map.of("flags", 2)).expect(200);
    assertThat(rest.patch(one, Map.of("applied_tags", tags)).expect(200).path("applied_tags"))
        .hasSize(2);
    rest.patch(one, Map.of("applied_tags", List.of("7"))).refused(400, 50035);
  }

  @Test
  void aTagThatTheForumLosesIsOnNoPost() {
    var guild = GuildOf.someone();
    var forum = forum(guild);
    var rest = guild.owner().rest();
    var post = post(guild, forum);
    var tags = forum.path("available_tags").findValuesAsText("id");
    rest.patch(post, Map.of("applied_tags", tags)).expect(200);
    rest.patch(
            path(forum),
            Map.of("available_tags", List.of(Map.of("id", tags.get(1), "name", "done"))))
        .expect(200);
    var shown = rest.get(post).expect(200).path("applied_tags");
    assertThat(shown).hasSize(1);
    assertThat(shown.get(0).asText()).isEqualTo(tags.get(1));
    var active = rest.get(guild.path() + "/threads/active").expect(200).path("threads");
    assertThat(active.get(0).path("applied_tags")).hasSize(1);
    var changed = rest.patch(post, Map.of("name", "renamed")).expect(200);
    assertThat(changed.path("applied_tags")).hasSize(1);
    rest.patch(post, Map.of("applied_tags", tags)).refused(400, 50035);
    rest.patch(post, Map.of("applied_tags", List.of())).expect(200);
  }

  private static JsonNode forum(GuildOf guild) {
    var tags = List.of(Map.of("name", "bug"), Map.of("name", "done", "moderated", true));
    return guild
        .owner()
        .rest()
        .post(
            guild.path() + "/channels", Map.of("name", "forum", "type", 15, "available_tags", tags))
        .expect(201);
  }

  private static String path(JsonNode channel) {
    return "/channels/" + channel.path("id").asText();
  }

  private static String post(GuildOf guild, JsonNode forum) {
    return path(
        guild
            .owner()
            .rest()
            .post(path(forum) + "/threads", Map.of("name", "p", "message", Map.of("content", "x")))
            .expect(201));
  }
}
