package chat.maru.bench;

import chat.maru.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/// The calls that a run needs.
final class Api {
  private static final String PASSWORD = "Correct-Horse-9-battery";

  private final URI server;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  Api(URI server) {
    this.server = server;
  }

  URI server() {
    return server;
  }

  /// Makes an account and returns its access token.
  String register(String name) throws IOException, InterruptedException {
    var body = Map.of("username", name, "email", name + "@example.test", "password", PASSWORD);
    return call("POST", "/v1/auth/register", "", body).path("access_token").asText();
  }

  JsonNode post(String path, String token, Object body) throws IOException, InterruptedException {
    return call("POST", "/v10" + path, token, body);
  }

  JsonNode get(String path, String token) throws IOException, InterruptedException {
    return call("GET", "/v10" + path, token, "");
  }

  /// Sends a message and returns the answer, whatever it is.
  HttpResponse<String> createMessage(String channelId, String token, Object body)
      throws IOException, InterruptedException {
    return send("POST", "/v10/channels/" + channelId + "/messages", token, body);
  }

  private JsonNode call(String method, String path, String token, Object body)
      throws IOException, InterruptedException {
    var response = send(method, path, token, body);
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          "%s %s: %d %s%s"
              .formatted(
                  method,
                  path,
                  response.statusCode(),
                  response.body(),
                  response.statusCode() == 429
                      ? " (start the server with MARU_LIMIT_ENABLED=false)"
                      : ""));
    }
    return Json.tree(response.body());
  }

  private HttpResponse<String> send(String method, String path, String token, Object body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(server + "/api" + path))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(30))
            .method(
                method,
                method.equals("GET")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(Json.write(body)));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
