package chat.maru.testkit;

import java.util.Map;

/// A bot in somebody's guild.
///
/// @param id of the bot and of its application
/// @param token without a prefix
public record Bot(long id, String token) {
  /// Everything but ADMINISTRATOR.
  private static final String PERMISSIONS = "8866461766385655";

  /// Makes an application, lets it use every privileged intent, and brings its bot into the guild.
  public static Bot in(GuildOf guild) {
    var bot = made(guild.owner(), 1 << 13 | 1 << 15 | 1 << 19);
    bot.into(guild);
    return bot;
  }

  /// Brings it into a guild.
  public void into(GuildOf guild) {
    guild
        .owner()
        .rest()
        .post(
            "/oauth2/authorize?client_id=" + id + "&scope=bot&permissions=" + PERMISSIONS,
            Map.of(
                "guild_id",
                Long.toString(guild.id()),
                "authorize",
                true,
                "permissions",
                PERMISSIONS))
        .expect(200);
  }

  /// Makes an application with these flags; its bot is in no guild.
  public static Bot made(Person owner, int flags) {
    var application = owner.rest().post("/applications", Map.of("name", "Test bot")).expect(201);
    var id = application.path("id").asLong();
    var token =
        owner
            .rest()
            .post("/applications/" + id + "/bot/reset", Map.of())
            .expect(200)
            .path("token")
            .asText();
    owner.rest().patch("/applications/" + id, Map.of("flags", flags)).expect(200);
    return new Bot(id, token);
  }
}
