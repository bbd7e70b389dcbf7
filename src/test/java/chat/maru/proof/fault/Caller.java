package chat.maru.proof.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/// REST as one user, by whichever gateway.
///
/// @param api the base, asked anew for every call
record Caller(Supplier<URI> api, String token) {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration TIMEOUT = Duration.ofSeconds(12);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();

  /// What one call came to.
  ///
  /// @param status 0 for a connection that broke, or no answer in time
  record Answer(int status, JsonNode body) {
    boolean isDecided() {
      return status != 0 && status != 429 && status < 500;
    }

    JsonNode expect() {
      if (status / 100 != 2) {
        throw new AssertionError(status + ": " + body);
      }
      return body;
    }
  }

  Answer once(String method, String path, Map<String, ?> body) throws InterruptedException {
    try {
      var publisher =
          body.isEmpty() && method.equals("GET")
              ? BodyPublishers.noBody()
              : BodyPublishers.ofString(JSON.writeValueAsString(body));
      var request =
          HttpRequest.newBuilder(URI.create(api.get() + path))
              .timeout(TIMEOUT)
              .header("content-type", "application/json")
              .method(method, publisher);
      if (!token.isEmpty()) {
        request.header("authorization", "Bearer " + token);
      }
      var response = CLIENT.send(request.build(), BodyHandlers.ofString());
      var text = response.body();
      return new Answer(
          response.statusCode(), text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text));
    } catch (IOException _) {
      return new Answer(0, MissingNode.getInstance());
    }
  }

  /// Repeats as it stands until it is decided. What a repeated DELETE does not find has been
  /// deleted by one whose answer was lost.
  Answer until(String method, String path, Map<String, ?> body) throws InterruptedException {
    var answer = once(method, path, body);
    while (!answer.isDecided()) {
      Thread.sleep(300);
      answer = once(method, path, body);
      if (answer.status() == 404 && method.equals("DELETE")) {
        return new Answer(204, answer.body());
      }
    }
    return answer;
  }
}
