package chat.maru.media;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Drawing;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Maru;
import chat.maru.testkit.Person;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pictures come from where clients look for them.
class PicturesIT {
  private static final byte[] PNG = Drawing.of("png", 12, 12, 0xcc3300);
  private static final byte[] JPEG = Drawing.of("jpeg", 12, 12, 0x0033cc);

  @Test
  void anAvatarIsSeenByEverybodyAndGoesWhenItIsCleared() throws Exception {
    var person = Person.register();
    var me =
        person
            .rest()
            .patch(
                "/users/@me",
                Map.of("avatar", Drawing.uri("png", PNG), "banner", Drawing.uri("jpeg", JPEG)))
            .expect(200);

    var avatar = me.path("avatar").asText();
    var answer = fetch("/avatars/" + person.id() + "/" + avatar + ".png?size=128");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(PNG);
    assertThat(answer.headers().firstValue("content-type")).contains("image/png");
    assertThat(answer.headers().firstValue("cache-control"))
        .hasValueSatisfying(value -> assertThat(value).contains("immutable"));
    var banner = fetch("/banners/" + person.id() + "/" + me.path("banner").asText() + ".webp");
    assertThat(banner.headers().firstValue("content-type")).contains("image/jpeg");
    assertThat(
            Person.register()
                .rest()
                .get("/users/" + person.id())
                .expect(200)
                .path("avatar")
                .asText())
        .isEqualTo(avatar);

    var clear = new HashMap<String, Object>();
    clear.put("avatar", null);
    assertThat(person.rest().patch("/users/@me", clear).expect(200).path("avatar").isNull())
        .isTrue();
    assertThat(person.rest().get("/users/@me").expect(200).path("banner").isNull()).isFalse();
  }

  @Test
  void aGuildHasAnIconFromTheStartOrLater() throws Exception {
    var owner = Person.register();
    var guild =
        owner
            .rest()
            .post("/guilds", Map.of("name", "Tea", "icon", Drawing.uri("png", PNG)))
            .expect(201);
    var path = "/icons/" + guild.path("id").asText() + "/";
    assertThat(fetch(path + guild.path("icon").asText() + ".png").body()).isEqualTo(PNG);

    var other =
        owner
            .rest()
            .patch(
                "/guilds/" + guild.path("id").asText(), Map.of("icon", Drawing.uri("jpeg", JPEG)))
            .expect(200);

    assertThat(fetch(path + other.path("icon").asText() + ".png").body()).isEqualTo(JPEG);
  }

  @Test
  void anEmojiIsFoundByItsId() throws Exception {
    var guild = GuildOf.someone();
    var made =
        guild
            .owner()
            .rest()
            .post(guild.path() + "/emojis", Map.of("name", "tea", "image", Drawing.uri("png", PNG)))
            .expect(201);

    assertThat(fetch("/emojis/" + made.path("id").asText() + ".webp").body()).isEqualTo(PNG);
  }

  @Test
  void whatIsNoPictureIsRefusedAndNothingChanges() {
    var person = Person.register();

    assertThat(person.rest().patch("/users/@me", Map.of("avatar", "nonsense")).fault("avatar"))
        .isEqualTo("IMAGE_INVALID");

    assertThat(person.rest().get("/users/@me").expect(200).path("avatar").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/avatars/1/abc.png",
        "/avatars/1/..%2f..%2fkeys.png",
        "/avatars/x/abc.png",
        "/emojis/1.svg",
        "/emojis/1",
        "/icons/1/",
        "/emojis/%2e%2e.png",
      })
  void anythingElseIsNotThere(String path) throws Exception {
    assertThat(fetch(path).statusCode()).isBetween(400, 404);
  }

  private static HttpResponse<byte[]> fetch(String path) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(Maru.url() + path)).build(),
          BodyHandlers.ofByteArray());
    }
  }
}
