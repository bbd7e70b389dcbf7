package chat.maru.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChannelsIT {
  @Test
  void aChannelIsMadeShownChangedAndDeleted() {
    var guild = GuildOf.someone();
    var rest = guild.owner().rest();
    var category = guild.channel(Map.of("name", "cat", "type", 4));
    var body = Map.of("name", "room", "topic", "hello", "parent_id", category);
    var made = rest.post(guild.path() + "/channels", body).expect(201);
    assertEquals(Long.toString(category), made.path("parent_id").asText());
    assertEquals(Long.toString(guild.id()), made.path("guild_id").asText());
    assertEquals(0, made.path("type").asInt());
    assertTrue(made.path("last_message_id").isNull());
    assertTrue(made.path("permission_overwrites").isArray());
    var path = "/channels/" + made.path("id").asText();
    assertEquals(made, rest.get(path).expect(200));
    var changes = new HashMap<String, Object>();
    changes.put("topic", "new topic");
    changes.put("nsfw", true);
    changes.put("rate_limit_per_user", 5);
    changes.put("parent_id", null);
    var changed = rest.patch(path, changes).expect(200);
    assertEquals("new topic", changed.path("topic").asText());
    assertTrue(changed.path("parent_id").isNull());
    assertEquals(changed, rest.get(path).expect(200));
    assertEquals(changed, rest.delete(path).expect(200));
    rest.get(path).refused(404, 10003);
    rest.delete(path).refused(404, 10003);
  }

  @Test
  void deletingACategoryFreesItsChannels() {
    var guild = GuildOf.someone();
    var category = guild.channel(Map.of("name", "cat", "type", 4));
    var child = guild.channel(Map.of("name", "child", "parent_id", category));
    guild.owner().rest().delete("/channels/" + category).expect(200);
    var freed = guild.owner().rest().get("/channels/" + child).expect(200);
    assertTrue(freed.path("parent_id").isNull());
  }

  @Test
  void deletingTheSystemChannelClearsTheSetting() {
    var guild = GuildOf.someone();
    guild.owner().rest().delete("/channels/" + guild.general()).expect(200);
    var settings = guild.owner().rest().get(guild.path()).expect(200);
    assertTrue(settings.path("system_channel_id").isNull());
  }

  @Test
  void whoMayNotIsRefused() {
    var guild = GuildOf.someone();
    var member = guild.member();
    var channels = guild.path() + "/channels";
    Rest.anonymous().get(channels).expect(401);
    member.rest().post(channels, Map.of("name", "x")).refused(403, 50013);
    member.rest().patch("/channels/" + guild.general(), Map.of("name", "x")).refused(403, 50013);
    member.rest().delete("/channels/" + guild.general()).refused(403, 50013);
    var stranger = Person.register();
    stranger.rest().get(channels).refused(404, 10004);
    stranger.rest().get("/channels/" + guild.general()).refused(404, 10003);
    stranger.rest().delete("/channels/" + guild.general()).refused(404, 10003);
  }

  @Test
  void aHiddenChannelIsNeitherListedNorShown() {
    var guild = GuildOf.someone();
    var member = guild.member();
    var hidden = guild.hidden();
    assertEquals(1, member.rest().get(guild.path() + "/channels").expect(200).size());
    member.rest().get("/channels/" + hidden).refused(403, 50001);
    assertEquals(2, guild.owner().rest().get(guild.path() + "/channels").expect(200).size());
    var open = Map.of("permission_overwrites", List.of());
    guild.owner().rest().patch("/channels/" + hidden, open).expect(200);
    member.rest().get("/channels/" + hidden).expect(200);
  }

  @Test
  void badBodiesAreRefusedByField() {
    var guild = GuildOf.someone();
    refused(guild, "name", Map.of());
    refused(guild, "name", Map.of("name", "x".repeat(101)));
    refused(guild, "name", Map.of("name", " "));
    refused(guild, "type", Map.of("name", "x", "type", 99));
    refused(guild, "topic", Map.of("name", "x", "topic", "x".repeat(1025)));
    refused(guild, "rate_limit_per_user", Map.of("name", "x", "rate_limit_per_user", 21601));
    refused(guild, "parent_id", Map.of("name", "x", "parent_id", guild.general()));
    refused(guild, "parent_id", Map.of("name", "x", "parent_id", "1"));
    var stranger = Map.of("id", Person.register().id(), "type", 1, "allow", "0");
    create(guild, Map.of("name", "x", "permission_overwrites", List.of(stranger)))
        .refused(404, 10007);
    var role = Map.of("id", "5", "type", 0, "allow", "0");
    create(guild, Map.of("name", "x", "permission_overwrites", List.of(role))).refused(404, 10011);
    var path = guild.path() + "/channels";
    for (var text :
        List.of(
            "null",
            "[1]",
            "{\"name\":\"x\",\"type\":1e30}",
            "{\"name\":\"x\",\"parent_id\":\"99999999999999999999\"}",
            "{\"name\":\"x\",\"permission_overwrites\":[null]}",
            "{\"name\":\"x\",\"permission_overwrites\":{}}",
            "{\"name\":\"x\",\"nsfw\":\"maybe\"}")) {
      assertEquals(400, guild.owner().rest().raw("POST", path, text).status(), text);
      assertEquals(400, guild.owner().rest().raw("PATCH", path, text).status(), text);
    }
  }

  private static Rest.Answer create(GuildOf guild, Map<String, Object> body) {
    return guild.owner().rest().post(guild.path() + "/channels", body);
  }

  private static void refused(GuildOf guild, String field, Map<String, Object> body) {
    var answer = create(guild, body);
    answer.refused(400, 50035);
    assertFalse(answer.fault(field).isEmpty(), answer.text());
  }

  @Test
  void channelsArePutInOrder() {
    var guild = GuildOf.someone();
    var category = guild.channel(Map.of("name", "cat", "type", 4));
    var channel = guild.channel(Map.of("name", "moved"));
    var path = guild.path() + "/channels";
    var moves = List.of(Map.of("id", channel, "position", 7, "parent_id", category));
    guild.owner().rest().patch(path, moves).expect(204);
    var moved = guild.owner().rest().get("/channels/" + channel).expect(200);
    assertEquals(7, moved.path("position").asInt());
    assertEquals(Long.toString(category), moved.path("parent_id").asText());
    guild.member().rest().patch(path, moves).refused(403, 50013);
    var foreign = List.of(Map.of("id", GuildOf.someone().general(), "position", 1));
    guild.owner().rest().patch(path, foreign).refused(404, 10003);
    guild.owner().rest().patch(path, List.of(Map.of("position", 1))).refused(400, 50035);
  }
}
