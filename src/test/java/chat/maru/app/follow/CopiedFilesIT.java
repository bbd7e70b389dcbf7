package chat.maru.app.follow;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Rest;
import chat.maru.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The files of a copy are those of its source, and go with the source alone.
class CopiedFilesIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final GuildOf guild = GuildOf.someone();
  private final Rest rest = guild.owner().rest();
  private final long news = guild.channel(Map.of("name", "news", "type", 5));
  private final String general = "/channels/" + guild.general() + "/messages";

  @Test
  void theSourcesFilesOutliveTheCopyAndNotTheSource() throws Exception {
    var target = Map.of("webhook_channel_id", Long.toString(guild.general()));
    rest.post("/channels/" + news + "/followers", target).expect(200);
    var source = withFile();
    var path = "/channels/" + news + "/messages/" + source.path("id").asText();
    rest.post(path + "/crosspost", Map.of()).expect(200);
    Await.until("the copy", () -> copies().size() == 1);
    var copy = copies().getFirst();
    assertThat(status(file(copy))).isEqualTo(200);

    rest.delete(general + "/" + copy.path("id").asText()).expect(204);

    var read = rest.get(path).expect(200);
    assertThat(status(file(read))).isEqualTo(200);
    rest.delete(path).expect(204);
    Await.until("the file is gone", () -> status(file(read)) == 404);
  }

  private List<JsonNode> copies() {
    return rest.get(general).expect(200).valueStream().filter(it -> it.has("webhook_id")).toList();
  }

  private static String file(JsonNode message) {
    return message.path("attachments").path(0).path("url").asText();
  }

  private JsonNode withFile() throws Exception {
    var body =
        """
        --b\r
        Content-Disposition: form-data; name="payload_json"\r
        Content-Type: application/json\r
        \r
        {"content":"see"}\r
        --b\r
        Content-Disposition: form-data; name="files[0]"; filename="a.txt"\r
        Content-Type: text/plain\r
        \r
        all is well\r
        --b--\r
        """;
    var request =
        HttpRequest.newBuilder(URI.create(rest.base() + "/channels/" + news + "/messages"))
            .header("Authorization", "Bearer " + guild.owner().token())
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(BodyPublishers.ofString(body))
            .build();
    var answer = CLIENT.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.tree(answer.body());
  }

  private static int status(String url) {
    try {
      HttpResponse<Void> answer =
          CLIENT.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding());
      return answer.statusCode();
    } catch (java.io.IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
