package chat.maru.message;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a message holds beside its text: embeds, components, flags; on create and on edit.
class MessageBodyIT {
  private static final Map<String, Object> BUTTON =
      Map.of("type", 2, "style", 1, "label", "Go", "custom_id", "go");

  private GuildOf guild;
  private Person owner;
  private String messages;

  @BeforeEach
  void guild() {
    guild = GuildOf.someone();
    owner = guild.owner();
    messages = "/channels/" + guild.general() + "/messages";
  }

  @Test
  void anEmbedComesBackAsItIsPublished() {
    var embed = new HashMap<String, Object>();
    embed.put("type", "video");
    embed.put("title", "Title");
    embed.put("description", "Text");
    embed.put("url", "https://example.org/a");
    embed.put("color", 0xABCDEF);
    embed.put("timestamp", "2026-01-02T03:04:05Z");
    embed.put("fields", List.of(Map.of("name", "n", "value", "v")));
    embed.put("author", Map.of("name", "me", "icon_url", "attachment://me.png"));
    embed.put("footer", Map.of("text", "end"));
    embed.put("image", Map.of("url", "https://example.org/a.png", "width", -5));
    embed.put("provider", Map.of("name", "forged"));
    try (var screen = GatewayClient.of(owner.token())) {
      var sent = send(Map.of("embeds", List.of(embed))).expect(200);
      var shown = sent.path("embeds").get(0);
      assertThat(shown.path("type").asText()).isEqualTo("rich");
      assertThat(shown.path("color").asInt()).isEqualTo(0xABCDEF);
      assertThat(shown.path("timestamp").asText()).startsWith("2026-01-02T03:04:05.000000+00:00");
      assertThat(shown.path("fields").get(0).path("inline").isBoolean()).isTrue();
      assertThat(shown.path("image").path("url").asText()).isEqualTo("https://example.org/a.png");
      assertThat(shown.path("image").has("width")).isFalse();
      assertThat(shown.has("provider")).isFalse();
      assertThat(shown.has("video")).isFalse();
      var id = sent.path("id").asText();
      assertThat(screen.event("MESSAGE_CREATE").path("embeds")).isEqualTo(sent.path("embeds"));
      assertThat(owner.rest().get(messages + "/" + id).expect(200).path("embeds"))
          .isEqualTo(sent.path("embeds"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "title, 257, title, BASE_TYPE_MAX_LENGTH",
    "description, 4097, description, BASE_TYPE_MAX_LENGTH",
  })
  void textsOfAnEmbedAreBounded(String key, int length, String at, String code) {
    var refused = send(Map.of("embeds", List.of(Map.of(key, "x".repeat(length)))));
    refused.refused(400, 50035);
    assertThat(refused.fault("embeds.0." + at)).isEqualTo(code);
    send(Map.of("embeds", List.of(Map.of(key, "x".repeat(length - 1))))).expect(200);
  }

  @Test
  void everyFaultOfAnEmbedIsNamed() {
    var field = Map.of("name", "x".repeat(257), "value", "x".repeat(1025));
    var refused =
        send(
            Map.of(
                "embeds",
                List.of(
                    Map.of("url", "ftp://example.org/a", "color", 0x1000000),
                    Map.of("fields", List.of(field), "footer", Map.of("text", "x".repeat(2049))),
                    Map.of("author", Map.of("url", "https://example.org")),
                    Map.of("image", Map.of("url", "nowhere")),
                    Map.of())));
    refused.refused(400, 50035);
    assertThat(refused.fault("embeds.0.url")).isEqualTo("URL_TYPE_INVALID_SCHEME");
    assertThat(refused.fault("embeds.0.color")).isEqualTo("NUMBER_TYPE_MAX");
    assertThat(refused.fault("embeds.1.fields.0.name")).isEqualTo("BASE_TYPE_MAX_LENGTH");
    assertThat(refused.fault("embeds.1.fields.0.value")).isEqualTo("BASE_TYPE_MAX_LENGTH");
    assertThat(refused.fault("embeds.1.footer.text")).isEqualTo("BASE_TYPE_MAX_LENGTH");
    assertThat(refused.fault("embeds.2.author.name")).isEqualTo("BASE_TYPE_REQUIRED");
    assertThat(refused.fault("embeds.3.image.url")).isEqualTo("URL_TYPE_INVALID_URL");
    assertThat(refused.fault("embeds.4.description")).isEqualTo("BASE_TYPE_REQUIRED");
    assertThat(owner.rest().get(messages).expect(200)).isEmpty();
  }

  @Test
  void embedsTogetherAreBounded() {
    var two =
        List.of(Map.of("description", "x".repeat(4000)), Map.of("description", "x".repeat(2001)));
    assertThat(send(Map.of("embeds", two)).fault("embeds")).isEqualTo("MAX_EMBED_SIZE_EXCEEDED");
    var many = IntStream.range(0, 11).mapToObj(i -> Map.of("title", "t" + i)).toList();
    assertThat(send(Map.of("embeds", many)).fault("embeds")).isEqualTo("BASE_TYPE_MAX_LENGTH");
    assertThat(send(Map.of("embeds", many.subList(0, 10))).expect(200).path("embeds")).hasSize(10);
    var fields = IntStream.range(0, 26).mapToObj(i -> Map.of("name", "n", "value", "v")).toList();
    assertThat(send(Map.of("embeds", List.of(Map.of("fields", fields)))).fault("embeds.0.fields"))
        .isEqualTo("BASE_TYPE_MAX_LENGTH");
    send(Map.of("content", "x", "embeds", Arrays.asList(1, "two"))).refused(400, 50035);
    send(Map.of("content", "x", "embeds", Arrays.asList((Object) null))).refused(400, 50035);
  }

  @Test
  void aMessageNeedsSomethingToShow() {
    send(Map.of()).refused(400, 50006);
    send(Map.of("content", " ", "embeds", List.of(), "components", List.of())).refused(400, 50006);
    send(Map.of("sticker_ids", List.of("1"))).refused(400, 50081);
    send(Map.of("content", "x", "sticker_ids", List.of("1"))).refused(400, 50081);
    send(Map.of("content", "x", "nonce", "\u0000")).refused(400, 50035);
  }

  @Test
  void whoMayNotEmbedSendsText() {
    var member = guild.member();
    guild.denyEveryone(16384);
    var embed = Map.of("content", "x", "embeds", List.of(Map.of("title", "t")));
    member.rest().post(messages, embed).refused(403, 50013);
    var id = member.rest().post(messages, Map.of("content", "x")).expect(200).path("id").asText();
    member.rest().patch(messages + "/" + id, embed).refused(403, 50013);
    owner.rest().post(messages, embed).expect(200);
  }

  @Test
  void anEditReplacesEmbedsAndKeepsTheRest() {
    var id =
        send(Map.of("content", "text", "embeds", List.of(Map.of("title", "one"))))
            .expect(200)
            .path("id")
            .asText();
    var path = messages + "/" + id;
    var two =
        owner.rest().patch(path, Map.of("embeds", List.of(Map.of("title", "two")))).expect(200);
    assertThat(two.path("content").asText()).isEqualTo("text");
    assertThat(two.path("embeds").get(0).path("title").asText()).isEqualTo("two");
    var without = new HashMap<String, Object>();
    without.put("content", null);
    assertThat(owner.rest().patch(path, without).expect(200).path("content").asText()).isEmpty();
    owner.rest().patch(path, Map.of("embeds", List.of())).refused(400, 50006);
    assertThat(
            owner
                .rest()
                .patch(path, Map.of("embeds", List.of(Map.of("title", "x".repeat(300)))))
                .fault("embeds.0.title"))
        .isEqualTo("BASE_TYPE_MAX_LENGTH");
    owner.rest().patch(path, Map.of("embeds", Arrays.asList((Object) null))).refused(400, 50035);
    assertThat(owner.rest().patch(path, Map.of("flags", 4)).expect(200).path("embeds")).isEmpty();
    assertThat(owner.rest().patch(path, Map.of("flags", 0)).expect(200).path("embeds")).hasSize(1);
  }

  @Test
  void flagsThatASenderMaySetAreKept() {
    var sent = send(Map.of("content", "quiet", "flags", 1 << 12 | 1 | 1 << 6)).expect(200);
    assertThat(sent.path("flags").asInt()).isEqualTo(1 << 12);
    assertThat(send(Map.of("content", "x", "flags", "many")).fault("flags"))
        .isEqualTo("NUMBER_TYPE_COERCE");
  }

  @Test
  void componentsAreCheckedAndEchoedWithIds() {
    var select =
        Map.of(
            "type", 3, "custom_id", "pick", "options", List.of(Map.of("label", "A", "value", "a")));
    var rows = List.of(row(BUTTON), row(select));
    var shown = send(Map.of("components", rows)).expect(200).path("components");
    assertThat(shown.get(0).path("id").isInt()).isTrue();
    var button = shown.get(0).path("components").get(0);
    assertThat(button.path("label").asText()).isEqualTo("Go");
    assertThat(button.path("id").asInt()).isPositive();
    assertThat(shown.get(1).path("components").get(0).path("max_values").asInt()).isEqualTo(1);
    component(row(BUTTON, BUTTON), "0.components.1.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED");
    component(row(BUTTON, select), "0.components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED");
    component(row(), "0.components", "BASE_TYPE_BAD_LENGTH");
    component(BUTTON, "0.type", "UNION_TYPE_CHOICES");
    component(
        row(Map.of("type", 2, "style", 5, "label", "x", "url", "javascript://x")),
        "0.components.0.url",
        "URL_TYPE_INVALID_SCHEME");
    component(
        row(Map.of("type", 2, "style", 9, "label", "x", "custom_id", "x")),
        "0.components.0.style",
        "NUMBER_TYPE_MAX");
    component(
        row(Map.of("type", 2, "style", 1, "label", 5, "custom_id", "x")),
        "0.components.0.label",
        "STRING_TYPE_CONVERT");
    send(Map.of("components", List.of("x"))).refused(400, 50035);
    send(Map.of("components", List.of(row(BUTTON), row(), row(), row(), row(), row())))
        .refused(400, 50035);
  }

  @Test
  void aMessageOfComponentsAloneHasNoText() {
    var container =
        Map.of(
            "type",
            17,
            "accent_color",
            255,
            "components",
            List.of(Map.of("type", 10, "content", "Hello"), Map.of("type", 14), row(BUTTON)));
    var v2 = Map.of("flags", 1 << 15, "components", List.of(container));
    var sent = send(v2).expect(200);
    assertThat(sent.path("flags").asInt()).isEqualTo(1 << 15);
    assertThat(sent.path("components").get(0).path("components")).hasSize(3);
    var mixed = new HashMap<String, Object>(v2);
    mixed.put("content", "text");
    assertThat(send(mixed).fault("content"))
        .isEqualTo("MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2");
    send(Map.of("components", List.of(container))).refused(400, 50035);
    var longText = Map.of("type", 10, "content", "x".repeat(3000));
    assertThat(
            send(Map.of("flags", 1 << 15, "components", List.of(longText, longText)))
                .fault("components"))
        .isEqualTo("COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED");
  }

  @Test
  void theSameKeyWithOtherEmbedsIsAConflict() {
    var one = Map.of("embeds", List.of(Map.of("title", "one")), "clientMsgId", "k");
    var id = send(one).expect(200).path("id").asText();
    assertThat(send(one).expect(200).path("id").asText()).isEqualTo(id);
    send(Map.of("embeds", List.of(Map.of("title", "two")), "clientMsgId", "k"))
        .refused(409, 900010);
  }

  private void component(Map<String, Object> component, String at, String code) {
    var refused = send(Map.of("components", List.of(component)));
    refused.refused(400, 50035);
    assertThat(refused.fault("components." + at)).isEqualTo(code);
  }

  private static Map<String, Object> row(Object... inside) {
    return Map.of("type", 1, "components", List.of(inside));
  }

  private Rest.Answer send(Map<String, ?> body) {
    return owner.rest().post(messages, body);
  }
}
