package chat.maru.app.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.access.Permission;
import chat.maru.testkit.Await;
import chat.maru.testkit.Bot;
import chat.maru.testkit.Drawing;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Maru;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import chat.maru.testkit.RoleOf;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WebhooksIT {
  private static final String PICTURE = Drawing.uri("png", Drawing.of("png", 2, 2, 0xff));

  private final GuildOf guild = GuildOf.someone();
  private final Rest owner = guild.owner().rest();
  private final String channel = "/channels/" + guild.general();

  private JsonNode make(String name) {
    return owner.post(channel + "/webhooks", Map.of("name", name)).expect(200);
  }

  private static String path(JsonNode webhook) {
    return "/webhooks/" + webhook.path("id").asText();
  }

  private static String held(JsonNode webhook) {
    return path(webhook) + "/" + webhook.path("token").asText();
  }

  @Test
  void aWebhookIsMadeShownChangedAndEnded() {
    var body = Map.of("name", " Build ", "avatar", PICTURE);
    var made = owner.post(channel + "/webhooks", body).expect(200);

    assertThat(made.path("token").asText()).matches("[A-Za-z0-9_-]{68}");
    assertThat(made.path("name").asText()).isEqualTo("Build");
    assertThat(made.path("type").asInt()).isEqualTo(1);
    assertThat(made.path("guild_id").asLong()).isEqualTo(guild.id());
    assertThat(made.path("channel_id").asLong()).isEqualTo(guild.general());
    assertThat(made.path("user").path("id").asLong()).isEqualTo(guild.owner().id());
    assertThat(made.path("application_id").isNull()).isTrue();
    assertThat(made.path("url").asText()).isEqualTo(Maru.url() + "/api" + held(made));
    var picture = "/avatars/" + made.path("id").asText() + "/" + made.path("avatar").asText();
    Rest.anonymous().at("").get(picture + ".png").expect(200);
    assertThat(owner.get(path(made)).expect(200)).isEqualTo(made);
    assertThat(owner.get(channel + "/webhooks").expect(200)).containsExactly(made);
    assertThat(owner.get(guild.path() + "/webhooks").expect(200)).containsExactly(made);

    var change = new HashMap<String, Object>(Map.of("name", "Other"));
    change.put("avatar", null);
    var changed = owner.patch(path(made), change).expect(200);

    assertThat(changed.path("name").asText()).isEqualTo("Other");
    assertThat(changed.path("avatar").isNull()).isTrue();
    assertThat(changed.path("token")).isEqualTo(made.path("token"));
    owner.delete(path(made)).expect(204);
    owner.get(path(made)).refused(404, 10015);
    Rest.anonymous().get(held(made)).refused(404, 10015);
    assertThat(owner.get(channel + "/webhooks").expect(200)).isEmpty();
  }

  @Test
  void whoHoldsTheTokenNeedsNothingElse() {
    var made = make("Build");
    var anybody = Rest.anonymous();

    var shown = anybody.get(held(made)).expect(200);
    assertThat(shown.has("user")).isFalse();
    assertThat(shown.path("token")).isEqualTo(made.path("token"));
    var away = guild.channel(Map.of("name", "away"));
    var body = Map.of("name", "Mine", "channel_id", Long.toString(away));
    var changed = anybody.patch(held(made), body).expect(200);
    assertThat(changed.path("name").asText()).isEqualTo("Mine");
    assertThat(changed.path("channel_id").asLong()).isEqualTo(guild.general());
    anybody.get(path(made)).refused(401, 0);
    var other = path(made) + "/" + "x".repeat(68);
    anybody.get(other).refused(401, 50027);
    anybody.patch(other, Map.of("name", "x")).refused(401, 50027);
    anybody.post(other, Map.of("content", "x")).refused(401, 50027);
    anybody.delete(other).refused(401, 50027);
    anybody.delete(held(made)).expect(204);
    anybody.delete(held(made)).refused(404, 10015);
    assertThat(guild.audit(52).getFirst().path("user_id").isNull()).isTrue();
  }

  @Test
  void onlyWhoMayManageThemSeesThem() {
    var made = make("Build");
    var member = guild.member().rest();
    var stranger = Person.register().rest();

    for (var at : List.of(channel + "/webhooks", guild.path() + "/webhooks", path(made))) {
      member.get(at).refused(403, 50013);
    }
    member.post(channel + "/webhooks", Map.of("name", "x")).refused(403, 50013);
    member.patch(path(made), Map.of("name", "x")).refused(403, 50013);
    member.delete(path(made)).refused(403, 50013);
    stranger.get(path(made)).refused(404, 10015);
    stranger.delete(path(made)).refused(404, 10015);
    stranger.get(channel + "/webhooks").refused(404, 10003);
    stranger.get(guild.path() + "/webhooks").refused(404, 10004);
    assertThat(owner.get(path(made)).expect(200)).isEqualTo(made);
  }

  @Test
  void theListOfAGuildHoldsThoseOfChannelsWhereTheyMayBeManaged() {
    make("Secret");
    var open = guild.channel(Map.of("name", "open"));
    var shown = owner.post("/channels/" + open + "/webhooks", Map.of("name", "Shown")).expect(200);
    var keeper = guild.member();
    RoleOf.granting(guild, Permission.MANAGE_WEBHOOKS.bit()).to(keeper);
    assertThat(keeper.rest().get(guild.path() + "/webhooks").expect(200)).hasSize(2);

    guild.denyEveryone(Permission.MANAGE_WEBHOOKS.bit());
    assertThat(keeper.rest().get(guild.path() + "/webhooks").expect(200)).containsExactly(shown);
    guild.denyEveryone(Permission.VIEW_CHANNEL.bit());
    assertThat(keeper.rest().get(guild.path() + "/webhooks").expect(200)).containsExactly(shown);
    assertThat(owner.get(guild.path() + "/webhooks").expect(200)).hasSize(2);
  }

  @Test
  void badBodiesAreRefused() {
    for (var name : List.of("Clyde", "my DISCORD", "", " ", "x".repeat(81))) {
      var answer = owner.post(channel + "/webhooks", Map.of("name", name));
      answer.refused(400, 50035);
      assertThat(answer.fault("name")).isNotEmpty();
    }
    owner.post(channel + "/webhooks", Map.of()).refused(400, 50035);
    owner
        .post(channel + "/webhooks", Map.of("name", "x", "avatar", "data:nothing"))
        .refused(400, 50035);
    var category = guild.channel(Map.of("name", "all", "type", 4));
    owner.post("/channels/" + category + "/webhooks", Map.of("name", "x")).refused(403, 50024);
    var room = guild.owner().directWith(Person.register());
    owner.post("/channels/" + room + "/webhooks", Map.of("name", "x")).refused(403, 50003);
    assertThat(owner.get(guild.path() + "/webhooks").expect(200)).isEmpty();
  }

  @Test
  void ofManyAtOnceFifteenAreMade() throws Exception {
    var calls =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    (Callable<Integer>)
                        () ->
                            owner.post(channel + "/webhooks", Map.of("name", "hook " + i)).status())
            .toList();
    var statuses = new ArrayList<Integer>();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : pool.invokeAll(calls)) {
        statuses.add(answer.get());
      }
    }

    assertThat(statuses.stream().filter(it -> it == 200)).hasSize(15);
    assertThat(owner.get(channel + "/webhooks").expect(200)).hasSize(15);
    owner.post(channel + "/webhooks", Map.of("name", "one more")).refused(400, 30007);
    var away = guild.channel(Map.of("name", "away"));
    var there = owner.post("/channels/" + away + "/webhooks", Map.of("name", "there")).expect(200);
    var move = Map.of("channel_id", Long.toString(guild.general()));
    owner.patch(path(there), move).refused(400, 30007);
  }

  @Test
  void aWebhookGoesToAnotherChannelOfItsGuildAlone() {
    var made = make("Build");
    var away = guild.channel(Map.of("name", "away"));
    var elsewhere = GuildOf.of(guild.owner()).general();

    owner.patch(path(made), Map.of("channel_id", Long.toString(elsewhere))).refused(404, 10003);
    var moved = owner.patch(path(made), Map.of("channel_id", Long.toString(away))).expect(200);

    assertThat(moved.path("channel_id").asLong()).isEqualTo(away);
    var sent = Rest.anonymous().post(held(made) + "?wait=true", Map.of("content", "here"));
    assertThat(sent.expect(200).path("channel_id").asLong()).isEqualTo(away);
    owner.delete("/channels/" + away).expect(200);
    owner.get(path(made)).refused(404, 10015);
  }

  @Test
  void whatIsDoneIsToldAndKept() {
    var bot = Bot.in(guild);
    try (var ear = GatewayClient.of(bot.token(), 1 << 0 | 1 << 5)) {
      var made = make("Build");
      owner.patch(path(made), Map.of("name", "Other")).expect(200);
      owner.patch(path(made), Map.of("name", "Other")).expect(200);
      owner.delete(path(made)).expect(204);

      Await.until("three times", () -> ear.events("WEBHOOKS_UPDATE").size() == 3);
      for (var told : ear.events("WEBHOOKS_UPDATE")) {
        assertThat(told.path("channel_id").asLong()).isEqualTo(guild.general());
        assertThat(told.path("guild_id").asLong()).isEqualTo(guild.id());
      }
      var id = made.path("id").asText();
      var creation = guild.audit(50).getFirst();
      assertThat(creation.path("target_id").asText()).isEqualTo(id);
      assertThat(creation.toString()).doesNotContain(made.path("token").asText());
      assertThat(guild.audit(51)).hasSize(1);
      var update = guild.audit(51).getFirst().path("changes").path(0);
      assertThat(update.path("key").asText()).isEqualTo("name");
      assertThat(update.path("old_value").asText()).isEqualTo("Build");
      assertThat(guild.audit(52)).hasSize(1);
    }
  }

  @Test
  void theTokenOfAnApplicationsWebhookIsItsAlone() {
    var bot = Bot.in(guild);
    var asBot = Rest.anonymous().as("Bot " + bot.token());
    var made = asBot.post(channel + "/webhooks", Map.of("name", "Build")).expect(200);

    assertThat(made.path("application_id").asLong()).isEqualTo(bot.id());
    assertThat(asBot.get(path(made)).expect(200).has("token")).isTrue();
    var shown = owner.get(path(made)).expect(200);
    assertThat(shown.has("token")).isFalse();
    assertThat(shown.has("url")).isFalse();
  }
}
