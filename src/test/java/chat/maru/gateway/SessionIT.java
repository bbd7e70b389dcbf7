package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Bot;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIT {
  @Test
  void readyAndGuildCreateHoldWhatLibrariesDemand() {
    var guild = GuildOf.someone();
    var bot = Bot.in(guild);
    try (var client = GatewayClient.of(bot.token(), Intents.ALL)) {
      var ready = client.event("READY");
      assertThat(ready.path("v").asInt()).isEqualTo(10);
      assertThat(ready.path("user").path("bot").asBoolean()).isTrue();
      assertThat(ready.path("application").path("flags").isInt()).isTrue();
      assertThat(ready.path("resume_gateway_url").asText()).startsWith("ws://localhost:");
      assertThat(ready.path("guilds").get(0).path("unavailable").asBoolean()).isTrue();

      var create = client.event("GUILD_CREATE");
      assertThat(create.path("unavailable").isBoolean()).isTrue();
      assertThat(create.path("unavailable").asBoolean()).isFalse();
      for (var list :
          List.of(
              "channels",
              "threads",
              "members",
              "roles",
              "emojis",
              "stickers",
              "presences",
              "voice_states",
              "stage_instances",
              "guild_scheduled_events",
              "soundboard_sounds",
              "features")) {
        assertThat(create.path(list).isArray()).as(list).isTrue();
      }
      assertThat(create.path("members").findValuesAsText("id")).contains(Long.toString(bot.id()));
      assertThat(create.path("roles").findValuesAsText("id")).contains(Long.toString(guild.id()));
      assertThat(create.path("member_count").asInt()).isEqualTo(2);
    }
  }

  @Test
  void sequenceNumbersRiseByOneFromReady() {
    var guild = GuildOf.someone();
    try (var client = GatewayClient.of(guild.owner().token())) {
      client.event("GUILD_CREATE");
      IntStream.range(0, 20).forEach(i -> say(client, guild.general(), "n" + i));
      client.event("MESSAGE_CREATE", m -> m.path("content").asText().equals("n19"));
      var numbers = client.frames().stream().filter(f -> f.path("op").asInt() == 0).toList();
      assertThat(numbers)
          .extracting(f -> f.path("s").asInt())
          .isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
      assertThat(client.events("MESSAGE_CREATE"))
          .extracting(m -> m.path("seq").asInt())
          .isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zlib-stream", "zstd-stream"})
  void aCompressedConnectionIsOneStreamOfBinaryFrames(String kind) {
    var guild = GuildOf.someone();
    try (var client = GatewayClient.connect("/", "?v=10&compress=" + kind + "&encoding=json")) {
      client.op(10);
      client.identify(guild.owner().token(), Map.of());
      client.event("GUILD_CREATE");
      assertThat(client.binaryFrames()).isEqualTo(client.frames().size());
    }
  }

  @Test
  void bigPayloadsAreCompressedWhenAsked() {
    var guild = GuildOf.someone();
    try (var client = GatewayClient.identified(guild.owner().token(), Map.of("compress", true))) {
      client.event("GUILD_CREATE");
      assertThat(client.binaryFrames()).isPositive();
    }
  }

  /// Some libraries repeat the name of the stream here.
  @Test
  void aWordForCompressAsksForNothing() {
    var guild = GuildOf.someone();
    try (var client = GatewayClient.connect("/", "?v=10&encoding=json&compress=zlib-stream")) {
      client.op(10);
      client.identify(guild.owner().token(), Map.of("compress", "zlib-stream"));
      client.event("GUILD_CREATE");
    }
    try (var client = GatewayClient.identified(guild.owner().token(), Map.of("compress", "no"))) {
      client.event("GUILD_CREATE");
      assertThat(client.binaryFrames()).isZero();
    }
  }

  @Test
  void identifyingTwiceAndUnknownOpcodesClose() {
    var person = Person.register();
    try (var client = GatewayClient.of(person.token())) {
      assertThat(client.identify(person.token(), Map.of()).closeCode()).isEqualTo(4005);
    }
    try (var client = GatewayClient.of(person.token())) {
      assertThat(client.send(99, Map.of()).closeCode()).isEqualTo(4001);
    }
  }

  @Test
  void intentsAreChecked() {
    var bot = Bot.made(Person.register(), 0);
    assertRefused(bot, Map.of("intents", 1 << 30), 4013);
    assertRefused(bot, Map.of("intents", -1), 4013);
    assertRefused(bot, Map.of(), 4013);
    assertRefused(bot, Map.of("intents", 1 << 1), 4014);
    assertRefused(bot, Map.of("intents", 1 << 15), 4014);
    GatewayClient.of(bot.token(), 1).close();
  }

  @Test
  void tooManyEventsClose() {
    try (var client = GatewayClient.of(Person.register().token())) {
      for (var i = 0; i < 200 && client.isOpen(); i++) {
        client.send(4, Map.of());
      }
      assertThat(client.closeCode()).isEqualTo(4008);
    } catch (java.util.concurrent.CompletionException _) {
      // closed while it was still sending: the code may not have been read
    }
  }

  @Test
  void heartbeatsDoNotCountAndSilenceEndsTheConnection() {
    System.setProperty("maru.gateway.heartbeat-interval", "1000");
    try (var silent = GatewayClient.of(Person.register().token());
        var alive = GatewayClient.of(Person.register().token())) {
      assertThat(silent.op(10).path("d").path("heartbeat_interval").asInt()).isEqualTo(1000);
      while (silent.isOpen()) {
        alive.send(1, alive.seq());
        java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
      }
      assertThat(silent.closeCode()).isEqualTo(4009);
      assertThat(alive.isOpen()).isTrue();
    } finally {
      System.clearProperty("maru.gateway.heartbeat-interval");
    }
  }

  @Test
  void aRevokedLoginClosesItsSocketAndNoOther() {
    var person = Person.register();
    var other =
        chat.maru.testkit.Rest.anonymous()
            .post("/auth/login", Map.of("email", person.email(), "password", person.password()))
            .expect(200)
            .path("access_token")
            .asText();
    try (var revoked = GatewayClient.of(person.token());
        var stays = GatewayClient.of(other)) {
      person.rest().post("/auth/logout", Map.of());
      assertThat(revoked.closeCode()).isEqualTo(4004);
      assertThat(stays.send(1, 0).op(11)).isNotNull();
    }
  }

  private static void assertRefused(Bot bot, Map<String, ?> body, int code) {
    try (var client = GatewayClient.connect()) {
      client.op(10);
      client.identify(bot.token(), body);
      assertThat(client.closeCode()).as(body.toString()).isEqualTo(code);
    }
  }

  static void say(GatewayClient client, long channelId, String content) {
    client.send(
        1000,
        Map.of("channel_id", Long.toString(channelId), "clientMsgId", content, "content", content));
  }

  static boolean says(JsonNode message, String content) {
    return message.path("content").asText().equals(content);
  }
}
