package chat.maru.guild;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Drawing;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EmojisIT {
  private static final String PNG = Drawing.uri("png", Drawing.of("png", 16, 16, 0x00aa55));

  private final GuildOf guild = GuildOf.someone();
  private final String emojis = guild.path() + "/emojis";

  @Test
  void anEmojiIsMadeShownChangedAndRemovedAndOthersAreTold() {
    var member = guild.member();
    try (var client = GatewayClient.of(member.token())) {
      client.event("GUILD_CREATE");
      var made = make("tea_cup", PNG);
      assertThat(made.path("animated").asBoolean()).isFalse();
      assertThat(made.path("require_colons").asBoolean()).isTrue();
      assertThat(made.path("user").path("id").asLong()).isEqualTo(guild.owner().id());
      var told = client.event("GUILD_EMOJIS_UPDATE", e -> e.path("emojis").size() == 1);
      assertThat(told.path("guild_id").asLong()).isEqualTo(guild.id());
      assertThat(told.path("emojis").path(0).has("user")).isFalse();

      var path = emojis + "/" + made.path("id").asText();
      assertThat(member.rest().get(path).expect(200).has("user")).isFalse();
      guild.owner().rest().patch(path, Map.of("name", "mug")).expect(200);
      client.event(
          "GUILD_EMOJIS_UPDATE", e -> e.path("emojis").path(0).path("name").asText().equals("mug"));
      assertThat(guild.owner().rest().get(guild.path()).expect(200).path("emojis")).hasSize(1);
      try (var late = GatewayClient.of(member.token())) {
        assertThat(late.event("GUILD_CREATE").path("emojis").path(0).path("name").asText())
            .isEqualTo("mug");
      }

      guild.owner().rest().delete(path).expect(204);
      client.event("GUILD_EMOJIS_UPDATE", e -> e.path("emojis").isEmpty());
      guild.owner().rest().get(path).refused(404, 10014);
      guild.owner().rest().delete(path).refused(404, 10014);
      assertThat(actions()).containsExactly(62, 61, 60);
    }
  }

  @Test
  void anEmojiThatMovesSaysSo() {
    var made = make("wave", Drawing.uri("gif", Drawing.moving()));

    assertThat(made.path("animated").asBoolean()).isTrue();
  }

  @Test
  void badInputIsRefusedFieldByField() {
    var rest = guild.owner().rest();
    assertThat(rest.post(emojis, Map.of()).fault("name")).isEqualTo("BASE_TYPE_REQUIRED");
    assertThat(rest.post(emojis, Map.of()).fault("image")).isEqualTo("BASE_TYPE_REQUIRED");
    assertThat(rest.post(emojis, Map.of("name", "x y", "image", PNG)).fault("name"))
        .isEqualTo("STRING_TYPE_REGEX");
    assertThat(rest.post(emojis, Map.of("name", "ok", "image", "no")).fault("image"))
        .isEqualTo("IMAGE_INVALID");
    var large = Drawing.uri("png", new byte[256 * 1024 + 1]);
    assertThat(rest.post(emojis, Map.of("name", "ok", "image", large)).fault("image"))
        .isEqualTo("BINARY_TYPE_MAX_SIZE");
    assertThat(rest.get(emojis).expect(200)).isEmpty();
  }

  @Test
  void onlyThoseWhoMayChangeEmojis() {
    var made = make("mine", PNG);
    var path = emojis + "/" + made.path("id").asText();
    var member = guild.member();
    var stranger = Person.register();

    member.rest().post(emojis, Map.of("name", "theirs", "image", PNG)).refused(403, 50013);
    member.rest().patch(path, Map.of("name", "theirs")).refused(403, 50013);
    member.rest().delete(path).refused(403, 50013);
    assertThat(member.rest().get(emojis).expect(200)).hasSize(1);
    stranger.rest().get(emojis).refused(404, 10004);
    stranger.rest().post(emojis, Map.of("name", "theirs", "image", PNG)).refused(404, 10004);
  }

  @Test
  void ofManyAtOnceNoMoreThanFiftyAreMade() throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var made = new AtomicInteger();
      for (var i = 0; i < 56; i++) {
        var body = Map.of("name", "emoji_" + i, "image", PNG);
        threads.execute(
            () -> {
              if (guild.owner().rest().post(emojis, body).status() == 201) {
                made.incrementAndGet();
              }
            });
      }
      threads.shutdown();
      assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
      assertThat(made).hasValue(50);
    }
    guild.owner().rest().post(emojis, Map.of("name", "one_more", "image", PNG)).refused(400, 30008);
    // those that move have a bound, and a code, of their own
    var moving = Drawing.uri("gif", Drawing.moving());
    for (var i = 0; i < 50; i++) {
      make("moving_" + i, moving);
    }
    guild
        .owner()
        .rest()
        .post(emojis, Map.of("name", "one_more", "image", moving))
        .refused(400, 30018);
  }

  private JsonNode make(String name, String image) {
    return guild.owner().rest().post(emojis, Map.of("name", name, "image", image)).expect(201);
  }

  private List<Integer> actions() {
    return guild
        .owner()
        .rest()
        .get(guild.path() + "/audit-logs")
        .expect(200)
        .findValues("action_type")
        .stream()
        .map(JsonNode::asInt)
        .filter(action -> action >= 60 && action <= 62)
        .toList();
  }
}
