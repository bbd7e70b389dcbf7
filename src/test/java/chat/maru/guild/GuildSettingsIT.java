package chat.maru.guild;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import chat.maru.testkit.Drawing;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a guild can set, and what it shows of itself to those outside.
class GuildSettingsIT {
  private final GuildOf guild = GuildOf.someone();
  private final Rest owner = guild.owner().rest();

  @Test
  void everySettingIsKeptShownAndTold() {
    var picture = Drawing.uri("png", Drawing.of("png", 4, 4, 1));
    var text = Long.toString(guild.general());
    var body = new HashMap<String, Object>();
    List.of("icon", "splash", "discovery_splash", "banner").forEach(key -> body.put(key, picture));
    List.of("rules_channel_id", "public_updates_channel_id", "safety_alerts_channel_id")
        .forEach(key -> body.put(key, text));
    body.put("features", List.of("COMMUNITY"));
    body.put("premium_progress_bar_enabled", true);
    body.put("preferred_locale", "ko");
    try (var client = GatewayClient.of(guild.owner().token())) {
      client.event("GUILD_CREATE");

      var changed = owner.patch(guild.path(), body).expect(200);

      for (var key : List.of("icon", "splash", "discovery_splash", "banner")) {
        assertThat(changed.path(key).asText()).as(key).matches("[0-9a-f]{32}");
      }
      assertThat(changed.path("public_updates_channel_id").asText()).isEqualTo(text);
      assertThat(changed.path("safety_alerts_channel_id").asText()).isEqualTo(text);
      assertThat(changed.path("features").path(0).asText()).isEqualTo("COMMUNITY");
      assertThat(changed.path("premium_progress_bar_enabled").asBoolean()).isTrue();
      assertThat(owner.get(guild.path()).expect(200)).isEqualTo(changed);
      assertThat(client.event("GUILD_UPDATE")).isEqualTo(changed);
    }
  }

  @Test
  void whatCanNotBeSetIsRefused() {
    assertThat(owner.patch(guild.path(), Map.of("features", List.of("VERIFIED"))).fault("features"))
        .isEqualTo("GUILD_FEATURE_INVALID");
    assertThat(
            owner
                .patch(guild.path(), Map.of("public_updates_channel_id", "1"))
                .fault("public_updates_channel_id"))
        .isEqualTo("CHANNEL_INVALID");
    assertThat(owner.patch(guild.path(), Map.of("splash", "x")).fault("splash"))
        .isEqualTo("IMAGE_INVALID");
  }

  @Test
  void aSettingForgetsAChannelThatIsGone() {
    var channel = guild.channel(Map.of("name", "news"));
    owner
        .patch(guild.path(), Map.of("public_updates_channel_id", Long.toString(channel)))
        .expect(200);

    owner.delete("/channels/" + channel).expect(200);

    assertThat(owner.get(guild.path()).expect(200).path("public_updates_channel_id").isNull())
        .isTrue();
  }

  @Test
  void pausedInvitesLetNobodyIn() {
    var code =
        owner
            .post("/channels/" + guild.general() + "/invites", Map.of())
            .expect(200)
            .path("code")
            .asText();
    owner.patch(guild.path(), Map.of("features", List.of("INVITES_DISABLED"))).expect(200);
    var guest = Person.register();

    guest.rest().post("/invites/" + code, Map.of()).refused(403, 900022);

    owner.patch(guild.path(), Map.of("features", List.of())).expect(200);
    guest.rest().post("/invites/" + code, Map.of()).expect(200);
  }

  @Test
  void aPreviewIsForMembersUnlessTheGuildIsDiscoverable() {
    var stranger = Person.register();
    var preview = guild.path() + "/preview";
    assertThat(guild.member().rest().get(preview).expect(200).path("approximate_member_count"))
        .hasToString("2");
    stranger.rest().get(preview).refused(404, 10004);

    owner.patch(guild.path(), Map.of("features", List.of("DISCOVERABLE"))).expect(200);

    var seen = stranger.rest().get(preview).expect(200);
    assertThat(seen.path("name").asText()).isEqualTo("Test guild");
    assertThat(seen.has("owner_id")).isFalse();
    stranger.rest().get(guild.path()).refused(404, 10004);
    Rest.anonymous().get(preview).expect(401);
  }

  @Test
  void aWidgetTellsWhoIsThereWhereItIsSwitchedOn() {
    var widget = guild.path() + "/widget";
    var page = Rest.anonymous();
    page.get(widget + ".json").refused(403, 50004);
    guild.member().rest().patch(widget, Map.of("enabled", true)).refused(403, 50013);
    assertThat(owner.get(widget).expect(200).path("enabled").asBoolean()).isFalse();
    guild.channel(Map.of("name", "lounge", "type", 2));
    guild.channel(
        Map.of(
            "name",
            "board",
            "type",
            2,
            "permission_overwrites",
            List.of(Map.of("id", Long.toString(guild.id()), "type", 0, "deny", "1024"))));

    var set =
        owner
            .patch(widget, Map.of("enabled", true, "channel_id", Long.toString(guild.general())))
            .expect(200);

    assertThat(set.path("channel_id").asLong()).isEqualTo(guild.general());
    try (var client = GatewayClient.of(guild.owner().token())) {
      client.event("GUILD_CREATE");
      Await.until(
          "one is there",
          () -> page.get(widget + ".json").expect(200).path("presence_count").asInt() == 1);
      var shown = page.get(widget + ".json").expect(200);
      assertThat(shown.path("channels")).hasSize(1);
      assertThat(shown.path("channels").path(0).path("name").asText()).isEqualTo("lounge");
      assertThat(shown.path("members").path(0).path("username").asText())
          .isEqualTo(guild.owner().username());
      assertThat(shown.path("members").path(0).path("id").asText()).isEqualTo("0");
      assertThat(shown.path("members").path(0).path("status").asText()).isEqualTo("online");
    }
    assertThat(owner.patch(widget, Map.of("channel_id", "1")).fault("channel_id"))
        .isEqualTo("CHANNEL_INVALID");
  }
}
