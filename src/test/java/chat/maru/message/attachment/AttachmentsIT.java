package chat.maru.message.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Maru;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import chat.maru.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Files with messages: taken from a form, shown, fetched by a signed address, gone with the
/// message.
class AttachmentsIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final byte[] PIXEL =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGA"
                  + "WjR9awAAAABJRU5ErkJggg==");

  private GuildOf guild;
  private Person owner;
  private String messages;

  private record File(String field, String name, String type, byte[] bytes) {}

  @BeforeEach
  void guild() {
    guild = GuildOf.someone();
    owner = guild.owner();
    messages = "/channels/" + guild.general() + "/messages";
  }

  @Test
  void filesAreShownAndFetched() throws Exception {
    var payload =
        Map.of(
            "content", "two files",
            "attachments", List.of(Map.of("id", 0, "description", "a pixel")),
            "embeds", List.of(Map.of("image", Map.of("url", "attachment://pixel.png"))));
    try (var screen = GatewayClient.of(owner.token())) {
      var sent =
          form(
              "POST",
              messages,
              payload,
              new File("files[0]", "pixel.png", "image/png", PIXEL),
              new File("files[1]", "../../보고서 1.txt", "text/plain", text("hello")));
      var shown = expect(sent, 200).path("attachments");
      assertThat(shown).hasSize(2);
      var picture = shown.get(0);
      assertThat(picture.path("filename").asText()).isEqualTo("pixel.png");
      assertThat(picture.path("content_type").asText()).isEqualTo("image/png");
      assertThat(picture.path("width").asInt()).isEqualTo(1);
      assertThat(picture.path("height").asInt()).isEqualTo(1);
      assertThat(picture.path("size").asInt()).isEqualTo(PIXEL.length);
      assertThat(picture.path("description").asText()).isEqualTo("a pixel");
      var note = shown.get(1);
      assertThat(note.path("filename").asText()).isEqualTo("보고서_1.txt");
      assertThat(note.has("width")).isFalse();
      var embed = expect(sent, 200).path("embeds").get(0).path("image");
      assertThat(embed.path("url").asText()).contains("/attachments/").contains("hm=");
      var event = screen.event("MESSAGE_CREATE").path("attachments");
      assertThat(event).hasSize(2);
      var fetched = get(event.get(0).path("url").asText());
      assertThat(fetched.statusCode()).isEqualTo(200);
      assertThat(fetched.body()).isEqualTo(PIXEL);
      assertThat(fetched.headers().firstValue("Content-Type")).hasValue("image/png");
      assertThat(fetched.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(get(note.path("url").asText()).body()).isEqualTo(text("hello"));
    }
  }

  /// Many libraries send files as `application/octet-stream`.
  @Test
  void aFileOfNoKindIsToldByItsName() throws Exception {
    var none = "application/octet-stream";
    var sent =
        form(
            "POST",
            messages,
            Map.of(),
            new File("files[0]", "pixel.PNG", none, PIXEL),
            new File("files[1]", "a.txt", none, text("hello")),
            new File("files[2]", "fake.png", none, text("no picture")),
            new File("files[3]", "pixel.dat", none, PIXEL),
            new File("files[4]", "a.odd", none, text("hello")));
    var shown = expect(sent, 200).path("attachments");
    assertThat(shown.findValuesAsText("content_type"))
        .containsExactly("image/png", "text/plain", none, none, none);
    assertThat(shown.get(0).path("width").asInt()).isEqualTo(1);
    assertThat(shown.get(0).path("height").asInt()).isEqualTo(1);
    assertThat(shown.get(2).has("width")).isFalse();
  }

  @Test
  void onlyASignedAddressFindsAFile() throws Exception {
    var sent =
        form("POST", messages, Map.of(), new File("files[0]", "a.html", "text/html", text("<b>")));
    var url = expect(sent, 200).path("attachments").get(0).path("url").asText();
    var page = get(url);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment");
    assertThat(get(url.substring(0, url.indexOf('?'))).statusCode()).isEqualTo(404);
    assertThat(get(url.replaceFirst("ex=[0-9a-f]+", "ex=ffffffff")).statusCode()).isEqualTo(404);
    assertThat(get(url.substring(0, url.length() - 1) + "x").statusCode()).isEqualTo(404);
    assertThat(get(url.replace("a.html", "b.html")).statusCode()).isEqualTo(404);
    var other = url.replaceFirst("/attachments/\\d+", "/attachments/" + owner.id());
    assertThat(get(other).statusCode()).isEqualTo(404);
  }

  @Test
  void filesGoWithTheirMessage() throws Exception {
    var sent =
        form(
            "POST",
            messages,
            Map.of("content", "x"),
            new File("files[0]", "a.txt", "text/plain", text("a")),
            new File("files[1]", "b.txt", "text/plain", text("b")));
    var message = expect(sent, 200);
    var path = messages + "/" + message.path("id").asText();
    var first = message.path("attachments").get(0);
    var kept = message.path("attachments").get(1);
    var edited =
        form(
            "PATCH",
            path,
            Map.of("attachments", List.of(Map.of("id", kept.path("id").asText()))),
            new File("files[0]", "c.txt", "text/plain", text("c")));
    var shown = expect(edited, 200);
    assertThat(shown.path("content").asText()).isEqualTo("x");
    assertThat(shown.path("attachments").findValuesAsText("filename"))
        .containsExactly("b.txt", "c.txt");
    Await.until("the file is gone", () -> status(first.path("url").asText()) == 404);
    assertThat(get(kept.path("url").asText()).statusCode()).isEqualTo(200);
    owner.rest().delete(path).expect(204);
    Await.until("the file is gone", () -> status(kept.path("url").asText()) == 404);
  }

  @Test
  void whatMayNotBeIsRefused() throws Exception {
    var file = new File("files[0]", "a.txt", "text/plain", text("a"));
    var large = new File("files[0]", "a.bin", "application/zip", new byte[27_000_000]);
    refused(form("POST", messages, Map.of(), large), 413, 40005);
    refused(form("POST", messages, Map.of("content", "x".repeat(2001)), file), 400, 50035);
    refused(form("POST", messages, Map.of()), 400, 50006);
    var broken =
        HttpRequest.newBuilder(URI.create(Maru.url() + "/api/v10" + messages))
            .header("Authorization", "Bearer " + owner.token())
            .header("Content-Type", "multipart/form-data; boundary=x")
            .POST(BodyPublishers.ofString("nonsense"))
            .build();
    assertThat(CLIENT.send(broken, BodyHandlers.ofByteArray()).statusCode()).isEqualTo(400);
    var member = guild.member();
    guild.denyEveryone(32768);
    refused(form(member, "POST", messages, Map.of("content", "x"), file), 403, 50013);
    assertThat(owner.rest().get(messages).expect(200)).isEmpty();
  }

  private HttpResponse<byte[]> form(
      String method, String path, Map<String, ?> payload, File... files) throws Exception {
    return form(owner, method, path, payload, files);
  }

  private static HttpResponse<byte[]> form(
      Person person, String method, String path, Map<String, ?> payload, File... files)
      throws Exception {
    var body = new ByteArrayOutputStream();
    part(body, "name=\"payload_json\"", "application/json", Json.writeBytes(payload));
    for (var file : files) {
      part(
          body,
          "name=\"%s\"; filename=\"%s\"".formatted(file.field(), file.name()),
          file.type(),
          file.bytes());
    }
    body.writeBytes(text("--bound--\r\n"));
    var request =
        HttpRequest.newBuilder(URI.create(Rest.anonymous().base() + path))
            .header("Authorization", "Bearer " + person.token())
            .header("Content-Type", "multipart/form-data; boundary=bound")
            .method(method, BodyPublishers.ofByteArray(body.toByteArray()))
            .build();
    return CLIENT.send(request, BodyHandlers.ofByteArray());
  }

  private static void part(ByteArrayOutputStream to, String name, String type, byte[] bytes) {
    to.writeBytes(
        text(
            "--bound\r\nContent-Disposition: form-data; %s\r\nContent-Type: %s\r\n\r\n"
                .formatted(name, type)));
    to.writeBytes(bytes);
    to.writeBytes(text("\r\n"));
  }

  private static JsonNode expect(HttpResponse<byte[]> answer, int status) throws IOException {
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(status);
    return Json.tree(answer.body());
  }

  private static void refused(HttpResponse<byte[]> answer, int status, int code)
      throws IOException {
    assertThat(expect(answer, status).path("code").asInt()).isEqualTo(code);
  }

  private static HttpResponse<byte[]> get(String url) throws Exception {
    return CLIENT.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
  }

  private static int status(String url) {
    try {
      return get(url).statusCode();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
