package chat.maru.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApplicationsIT {
  private static JsonNode application(Person owner) {
    return owner.rest().post("/applications", Map.of("name", "helper")).expect(201);
  }

  private static Rest bot(Person owner, JsonNode application) {
    var token =
        owner
            .rest()
            .post("/applications/" + application.path("id").asText() + "/bot/reset", Map.of())
            .expect(200)
            .path("token")
            .asText();
    return Rest.anonymous().as("Bot " + token);
  }

  private static Rest.Answer install(Person user, JsonNode application, GuildOf guild, long bits) {
    return user.rest()
        .post(
            "/oauth2/authorize?client_id=%s&scope=bot&permissions=%s"
                .formatted(application.path("id").asText(), bits),
            Map.of(
                "guild_id",
                Long.toString(guild.id()),
                "authorize",
                true,
                "permissions",
                Long.toString(bits)));
  }

  @Test
  void aBotIsMadeAndKnowsItself() {
    var owner = Person.register();
    var application = application(owner);
    var id = application.path("id").asText();
    assertEquals(id, application.path("bot").path("id").asText());
    assertTrue(application.path("verify_key").asText().matches("[0-9a-f]{64}"));
    assertFalse(application.has("install_params"));
    var bot = bot(owner, application);
    var me = bot.get("/users/@me").expect(200);
    assertEquals(id, me.path("id").asText());
    assertTrue(me.path("bot").asBoolean());
    for (var path : List.of("/applications/@me", "/oauth2/applications/@me")) {
      var own = bot.get(path).expect(200);
      assertEquals(id, own.path("id").asText());
      assertEquals(owner.username(), own.path("owner").path("username").asText());
    }
    owner.rest().get("/applications/@me").refused(403, 20002);
    bot.post("/guilds", Map.of("name", "bots")).refused(403, 20001);
    var older = bot.get("/users/@me");
    older.expect(200);
    var newer = bot(owner, application);
    assertNotEquals(bot, newer);
    newer.get("/users/@me").expect(200);
  }

  @Test
  void onlyTheOwnerSeesAndChangesIt() {
    var owner = Person.register();
    var path = "/applications/" + application(owner).path("id").asText();
    var stranger = Person.register();
    stranger.rest().get(path).refused(404, 10002);
    stranger.rest().patch(path, Map.of("name", "mine")).refused(404, 10002);
    stranger.rest().post(path + "/bot/reset", Map.of()).refused(404, 10002);
    stranger.rest().delete(path).refused(404, 10002);
    Rest.anonymous().get(path).expect(401);
    var intents = 1 << 13 | 1 << 15 | 1 << 19;
    var changed = owner.rest().patch(path, Map.of("flags", intents, "description", "d"));
    assertEquals(intents, changed.expect(200).path("flags").asInt());
    assertFalse(owner.rest().patch(path, Map.of("flags", 1)).fault("flags").isEmpty());
    assertEquals(1, owner.rest().get("/applications").expect(200).size());
    for (var text : List.of("1", "[]", "{\"flags\":1e30}", "{\"name\":\"\"}")) {
      assertEquals(400, owner.rest().raw("PATCH", path, text).status(), text);
    }
    assertEquals("BASE_TYPE_REQUIRED", owner.rest().post("/applications", Map.of()).fault("name"));
  }

  @Test
  void aBotJoinsWithARoleOfItsOwn() {
    var guild = GuildOf.someone();
    var application = application(guild.owner());
    var bot = bot(guild.owner(), application);
    assertTrue(
        install(guild.owner(), application, guild, 1040).expect(200).path("location").isTextual());
    var roles = guild.owner().rest().get(guild.path() + "/roles").expect(200);
    var role = roles.path(1);
    assertEquals("1040", role.path("permissions").asText());
    assertEquals(application.path("id"), role.path("tags").path("bot_id"));
    assertTrue(role.path("managed").asBoolean());
    var member = bot.get(guild.path() + "/members/" + application.path("id").asText()).expect(200);
    assertEquals(role.path("id"), member.path("roles").path(0));
    bot.post(guild.path() + "/channels", Map.of("name", "by-bot")).expect(201);
    install(guild.owner(), application, guild, 1024).expect(200);
    bot.post(guild.path() + "/channels", Map.of("name", "again")).refused(403, 50013);
    assertEquals(2, guild.owner().rest().get(guild.path() + "/members?limit=9").expect(200).size());
    assertEquals(2, guild.owner().rest().get(guild.path() + "/roles").expect(200).size());
  }

  @Test
  void onlyThoseWhoManageAGuildBringBots() {
    var guild = GuildOf.someone();
    var application = application(guild.owner());
    install(guild.member(), application, guild, 0).refused(403, 50013);
    install(Person.register(), application, guild, 0).refused(404, 10004);
    var unknown = "/oauth2/authorize?client_id=5&permissions=0";
    var body = Map.of("guild_id", Long.toString(guild.id()));
    guild.owner().rest().post(unknown, body).refused(404, 10002);
    guild.owner().rest().post("/oauth2/authorize", body).refused(400, 50035);
    guild.owner().rest().raw("POST", unknown, "null").refused(400, 50035);
  }

  @Test
  void aDeletedApplicationTakesItsBotAway() {
    var guild = GuildOf.someone();
    var application = application(guild.owner());
    var bot = bot(guild.owner(), application);
    install(guild.owner(), application, guild, 1024).expect(200);
    var path = "/applications/" + application.path("id").asText();
    guild.owner().rest().delete(path).expect(204);
    guild.owner().rest().get(path).refused(404, 10002);
    assertEquals(1, guild.owner().rest().get(guild.path() + "/members?limit=9").expect(200).size());
    assertEquals(1, guild.owner().rest().get(guild.path() + "/roles").expect(200).size());
    bot.get("/users/@me").expect(401);
  }
}
