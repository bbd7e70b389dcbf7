package chat.maru.testkit;

import chat.maru.wire.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// A small HTTP client. Paths are those of the protocol (`/guilds`) and get `/api/v10` in front;
/// see [#at] for others. Whom a rate limit refuses waits and repeats, as client libraries do; see
/// [#impatient]. Immutable, shared freely between threads.
///
/// @param base what comes before every path
/// @param headers sent with every request
/// @param patience how often a call that a rate limit refuses is repeated
public record Rest(String base, Map<String, String> headers, int patience) {
  private static final int REPEATS = 10;

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /// What came back. A body that is not JSON is a missing node; its text is there all the same.
  public record Answer(int status, JsonNode body, String text, HttpHeaders headers) {
    /// Demands the status and returns the body.
    public JsonNode expect(int wanted) {
      if (status != wanted) {
        throw new AssertionError("expected " + wanted + ", got " + status + ": " + text);
      }
      return body;
    }

    /// Demands a refusal with this status and protocol code, and returns the body.
    public JsonNode refused(int wanted, int code) {
      expect(wanted);
      if (body.path("code").asInt(-1) != code) {
        throw new AssertionError("expected code " + code + ", got " + text);
      }
      return body;
    }

    /// The codes of the faults of one field, dotted as in `embeds.0.title`, with commas between.
    public String fault(String field) {
      var at = body.path("errors");
      for (var step : field.split("\\.", -1)) {
        at = at.path(step);
      }
      var codes = at.path("_errors").findValuesAsText("code");
      return String.join(",", codes);
    }
  }

  public Rest(String base, Map<String, String> headers) {
    this(base, headers, REPEATS);
  }

  /// Calls without credentials.
  public static Rest anonymous() {
    return new Rest(Maru.url() + "/api/v10", Map.of());
  }

  /// The same caller, who is told when a rate limit refuses.
  public Rest impatient() {
    return new Rest(base, headers, 0);
  }

  /// The same caller with other paths: everything behind the server's address, such as `/api/v1`.
  public Rest at(String prefix) {
    return new Rest(Maru.url() + prefix, headers, patience);
  }

  /// The same paths with this `Authorization` header.
  public Rest as(String authorization) {
    return with("Authorization", authorization);
  }

  public Rest with(String header, String value) {
    var more = new TreeMap<>(headers);
    more.put(header, value);
    return new Rest(base, Map.copyOf(more), patience);
  }

  public Answer get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  public Answer delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  public Answer post(String path, Object body) {
    return sendJson("POST", path, body);
  }

  public Answer put(String path, Object body) {
    return sendJson("PUT", path, body);
  }

  public Answer patch(String path, Object body) {
    return sendJson("PATCH", path, body);
  }

  /// Sends text as it stands, as `application/json`: for bodies that are none.
  public Answer raw(String method, String path, String text) {
    return send(method, path, BodyPublishers.ofString(text));
  }

  private Answer sendJson(String method, String path, Object body) {
    return send(method, path, BodyPublishers.ofString(Json.write(body)));
  }

  private Answer send(String method, String path, BodyPublisher body) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(method, body)
            .timeout(Duration.ofSeconds(60));
    if (!method.equals("GET") && !method.equals("DELETE")) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(request::header);
    try {
      var answer = once(request.build());
      for (var i = 0; i < patience && isRateLimited(answer); i++) {
        Thread.sleep((long) Math.ceil(1000 * answer.body().path("retry_after").asDouble()) + 5);
        answer = once(request.build());
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Answer once(HttpRequest request) throws IOException, InterruptedException {
    var response = CLIENT.send(request, BodyHandlers.ofString());
    return new Answer(
        response.statusCode(), tree(response.body()), response.body(), response.headers());
  }

  /// Not slowmode, which has a code of its own.
  private static boolean isRateLimited(Answer answer) {
    return answer.status() == 429 && answer.body().path("code").asInt(-1) == 0;
  }

  private static JsonNode tree(String text) {
    try {
      return Json.tree(text);
    } catch (JsonProcessingException _) {
      return MissingNode.getInstance();
    }
  }
}
