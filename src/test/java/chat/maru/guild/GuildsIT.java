package chat.maru.guild;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class GuildsIT {
  private static final List<String> KEYS =
      List.of(
          ("id name icon description home_header splash discovery_splash features banner owner_id"
                  + " application_id region afk_channel_id afk_timeout system_channel_id"
                  + " system_channel_flags widget_enabled widget_channel_id verification_level"
                  + " roles default_message_notifications mfa_level explicit_content_filter"
                  + " max_presences max_members max_stage_video_channel_users"
                  + " max_video_channel_users vanity_url_code premium_tier"
                  + " premium_subscription_count preferred_locale rules_channel_id"
                  + " safety_alerts_channel_id public_updates_channel_id"
                  + " premium_progress_bar_enabled nsfw nsfw_level emojis stickers incidents_data")
              .split(" "));

  @Test
  void aNewGuildHasEveryoneAndGeneralAndItsOwner() {
    var owner = Person.register();
    var guild = owner.rest().post("/guilds", Map.of("name", "  Maru 마루 ")).expect(201);
    KEYS.forEach(key -> assertTrue(guild.has(key), key));
    assertEquals("Maru 마루", guild.path("name").asText());
    assertEquals(owner.id(), guild.path("owner_id").asLong());
    var everyone = guild.path("roles").path(0);
    assertEquals(guild.path("id").asText(), everyone.path("id").asText());
    assertTrue(everyone.path("permissions").isTextual());
    var path = "/guilds/" + guild.path("id").asText();
    var channels = owner.rest().get(path + "/channels").expect(200);
    assertEquals(1, channels.size());
    assertEquals("general", channels.path(0).path("name").asText());
    assertEquals(guild.path("system_channel_id"), channels.path(0).path("id"));
    var counted = owner.rest().get(path + "?with_counts=1").expect(200);
    assertEquals(1, counted.path("approximate_member_count").asInt());
    assertFalse(owner.rest().get(path).expect(200).has("approximate_member_count"));
    assertEquals(1, owner.rest().get(path + "/roles").expect(200).size());
    var mine = owner.rest().get("/users/@me/guilds").expect(200).path(0);
    assertTrue(mine.path("owner").asBoolean());
    assertTrue(mine.path("permissions").isTextual());
  }

  @Test
  void badBodiesAreRefusedByField() {
    var owner = Person.register();
    Rest.anonymous().post("/guilds", Map.of("name", "abc")).expect(401);
    assertEquals("BASE_TYPE_REQUIRED", owner.rest().post("/guilds", Map.of()).fault("name"));
    assertEquals(
        "BASE_TYPE_BAD_LENGTH", owner.rest().post("/guilds", Map.of("name", "a")).fault("name"));
    for (var text :
        List.of(
            "null",
            "[]",
            "",
            "{",
            "1e30",
            "\"x\"",
            "{\"name\":[1]}",
            "{\"name\":123}",
            "{\"name\":\"" + "x".repeat(100_000) + "\"}",
            "{\"name\":null}")) {
      var answer = owner.rest().raw("POST", "/guilds", text);
      assertEquals(400, answer.status(), text.substring(0, Math.min(40, text.length())));
    }
  }

  @Test
  void settingsChangeForThoseWhoManageTheGuild() {
    var guild = GuildOf.someone();
    var member = guild.member();
    var body = new HashMap<String, Object>();
    body.put("name", "Renamed");
    body.put("description", "what it is for");
    body.put("verification_level", 2);
    body.put("afk_timeout", 900);
    body.put("preferred_locale", "ko");
    body.put("system_channel_id", null);
    var changed = guild.owner().rest().patch(guild.path(), body).expect(200);
    assertEquals("Renamed", changed.path("name").asText());
    assertEquals(900, changed.path("afk_timeout").asInt());
    assertTrue(changed.path("system_channel_id").isNull());
    assertEquals(changed, guild.owner().rest().get(guild.path()).expect(200));
    member.rest().patch(guild.path(), Map.of("name", "Mine")).refused(403, 50013);
    Person.register().rest().patch(guild.path(), Map.of("name", "Mine")).refused(404, 10004);
    Person.register().rest().get(guild.path()).refused(404, 10004);
  }

  @Test
  void badSettingsAreRefusedByField() {
    var guild = GuildOf.someone();
    var rest = guild.owner().rest();
    refused(rest, guild, "afk_timeout", 61);
    refused(rest, guild, "verification_level", 5);
    refused(rest, guild, "preferred_locale", "xx");
    refused(rest, guild, "afk_channel_id", Long.toString(guild.general()));
    refused(rest, guild, "system_channel_id", "1");
    refused(rest, guild, "icon", "data:image/png;base64,AAAA");
    assertEquals(400, rest.raw("PATCH", guild.path(), "{\"afk_timeout\":1e30}").status());
    assertEquals(400, rest.raw("PATCH", guild.path(), "{\"name\":null}").status());
    assertEquals(400, rest.raw("PATCH", guild.path(), "[]").status());
    assertEquals("NUMBER_TYPE_COERCE", rest.get("/guilds/abc").fault("guild_id"));
  }

  private static void refused(Rest rest, GuildOf guild, String field, Object value) {
    var answer = rest.patch(guild.path(), Map.of(field, value));
    answer.refused(400, 50035);
    assertFalse(answer.fault(field).isEmpty(), answer.text());
  }

  @Test
  void onlyTheOwnerHandsOverAndDeletes() {
    var guild = GuildOf.someone();
    var heir = guild.member();
    heir.rest().delete(guild.path()).refused(403, 50013);
    guild.owner().rest().delete("/users/@me" + guild.path()).refused(400, 50055);
    guild
        .owner()
        .rest()
        .patch(guild.path(), Map.of("owner_id", Long.toString(Person.register().id())))
        .refused(404, 10007);
    guild.owner().rest().patch(guild.path(), Map.of("owner_id", heir.id())).expect(200);
    guild.owner().rest().delete(guild.path()).refused(403, 50013);
    guild.owner().rest().delete("/users/@me" + guild.path()).expect(204);
    heir.rest().delete(guild.path()).expect(204);
    heir.rest().get(guild.path()).refused(404, 10004);
    heir.rest().get("/channels/" + guild.general()).refused(404, 10003);
    assertEquals(0, heir.rest().get("/users/@me/guilds").expect(200).size());
  }

  @Test
  void ofTwoDeletesAtOnceOneWins() throws Exception {
    var guild = GuildOf.someone();
    var deletes =
        IntStream.range(0, 4)
            .mapToObj(
                _ -> (Callable<Integer>) () -> guild.owner().rest().delete(guild.path()).status())
            .toList();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var statuses = new ArrayList<Integer>();
      for (var answer : pool.invokeAll(deletes)) {
        statuses.add(answer.get());
      }
      statuses.sort(null);
      assertEquals(List.of(204, 404, 404, 404), statuses);
    }
  }

  @Test
  void membersArePagedWithoutLoss() {
    var guild = GuildOf.someone();
    for (var i = 0; i < 4; i++) {
      guild.member();
    }
    var seen = new ArrayList<String>();
    var after = "0";
    while (true) {
      var page =
          guild.owner().rest().get(guild.path() + "/members?limit=2&after=" + after).expect(200);
      if (page.isEmpty()) {
        break;
      }
      seen.addAll(userIds(page));
      after = seen.getLast();
    }
    assertEquals(5, seen.size());
    assertEquals(5, seen.stream().distinct().count());
    guild.owner().rest().get(guild.path() + "/members?limit=1001").refused(400, 50035);
    guild.owner().rest().get(guild.path() + "/members?after=x").refused(400, 50035);
    Person.register().rest().get(guild.path() + "/members").refused(404, 10004);
  }

  private static List<String> userIds(JsonNode members) {
    return StreamSupport.stream(members.spliterator(), false)
        .map(member -> member.path("user").path("id").asText())
        .toList();
  }

  @Test
  void nicknamesKicksAndLeaving() {
    var guild = GuildOf.someone();
    var alice = guild.member();
    var bob = guild.member();
    var nick = alice.rest().patch(guild.path() + "/members/@me", Map.of("nick", "Ally"));
    assertEquals("Ally", nick.expect(200).path("nick").asText());
    var long33 = Map.of("nick", "x".repeat(33));
    assertEquals(
        "BASE_TYPE_MAX_LENGTH",
        alice.rest().patch(guild.path() + "/members/@me", long33).fault("nick"));
    alice.rest().delete(guild.path() + "/members/" + bob.id()).refused(403, 50013);
    guild.owner().rest().delete(guild.path() + "/members/" + bob.id()).expect(204);
    bob.rest().get(guild.path()).refused(404, 10004);
    guild.owner().rest().delete(guild.path() + "/members/" + bob.id()).refused(404, 10007);
    guild.owner().rest().get(guild.path() + "/members/" + bob.id()).refused(404, 10007);
    guild
        .owner()
        .rest()
        .delete(guild.path() + "/members/" + guild.owner().id())
        .refused(403, 50013);
    alice.rest().delete("/users/@me" + guild.path()).expect(204);
    var counted = guild.owner().rest().get(guild.path() + "?with_counts=true").expect(200);
    assertEquals(1, counted.path("approximate_member_count").asInt());
  }

  @Test
  void ownGuildsArePagedBothWays() {
    var owner = Person.register();
    var ids = IntStream.range(0, 5).mapToObj(_ -> Long.toString(GuildOf.of(owner).id())).toList();
    assertEquals(ids.subList(0, 2), guildIds(owner, "limit=2"));
    assertEquals(ids.subList(2, 4), guildIds(owner, "limit=2&after=" + ids.get(1)));
    assertEquals(ids.subList(1, 3), guildIds(owner, "limit=2&before=" + ids.get(3)));
    owner.rest().get("/users/@me/guilds?limit=201").refused(400, 50035);
  }

  private static List<String> guildIds(Person person, String query) {
    var page = person.rest().get("/users/@me/guilds?" + query).expect(200);
    return StreamSupport.stream(page.spliterator(), false)
        .map(guild -> guild.path("id").asText())
        .toList();
  }
}
