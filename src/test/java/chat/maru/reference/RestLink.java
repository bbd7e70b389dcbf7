package chat.maru.reference;

import chat.maru.reference.Decision.Status;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// REST as the reference client uses it. A call that was not decided is repeated as it stands: a
/// send with its key, a read because reads change nothing.
final class RestLink {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final int PAGE = 100;
  private static final Duration TIMEOUT = Duration.ofSeconds(12);
  private static final double USUAL_DELAY = 0.5;

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();

  private final Account account;
  private final Watcher watcher;

  RestLink(Account account, Watcher watcher) {
    this.account = account;
    this.watcher = watcher;
  }

  /// What one call came to.
  ///
  /// @param retryAfter seconds; below 0 where the answer is final
  private record Answer(int status, JsonNode body, double retryAfter) {
    boolean undecided() {
      return retryAfter >= 0;
    }
  }

  /// Sends until the message is decided.
  ///
  /// @throws InterruptedException if the client is closed meanwhile
  Decision send(String channel, String key, String content) throws InterruptedException {
    var body = Map.of("content", content, "clientMsgId", key);
    while (true) {
      watcher.sending(channel, key, content, "rest");
      var answer = call("POST", "/channels/" + channel + "/messages", body);
      var decision = decision(answer);
      watcher.answered(channel, key, decision);
      if (decision.isFinal()) {
        return decision;
      }
      pause(answer.retryAfter());
    }
  }

  private static Decision decision(Answer answer) {
    var code = answer.body().path("code").asInt();
    if (answer.undecided()) {
      return Decision.undecided(code);
    }
    return answer.status() == 200
        ? new Decision(
            Status.STORED,
            0,
            Optional.of(answer.body().path("id").asText()),
            Optional.of(answer.body().path("seq").asInt()))
        : new Decision(Status.REFUSED, code, Optional.empty(), Optional.empty());
  }

  /// Reads all that lies behind a message, page by page, the oldest first. A page that is not full
  /// is the end.
  ///
  /// @return empty where the channel may not be read
  List<JsonNode> after(String channel, String anchor) throws InterruptedException {
    var walk = UUID.randomUUID().toString();
    var found = new ArrayList<JsonNode>();
    var from = anchor;
    while (true) {
      var query = "/messages?limit=" + PAGE + "&after=" + from;
      var answer = get("/channels/" + channel + query);
      if (answer.isEmpty()) {
        return found;
      }
      var messages = new ArrayList<JsonNode>();
      answer.get().forEach(messages::add);
      Collections.reverse(messages); // the newest comes first
      var last = messages.size() < PAGE;
      watcher.paged(new Page(channel, walk, "after", from, PAGE, List.copyOf(messages), last));
      found.addAll(messages);
      if (last) {
        return found;
      }
      from = messages.getLast().path("id").asText();
    }
  }

  /// Reads until it is answered; empty for a refusal.
  Optional<JsonNode> get(String path) throws InterruptedException {
    while (true) {
      var answer = call("GET", path, Map.of());
      if (!answer.undecided()) {
        return answer.status() == 200 ? Optional.of(answer.body()) : Optional.empty();
      }
      pause(answer.retryAfter());
    }
  }

  private Answer call(String method, String path, Map<String, String> body)
      throws InterruptedException {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(account.api().get() + path))
              .timeout(TIMEOUT)
              .header("authorization", account.authorization())
              .header("content-type", "application/json")
              .method(
                  method,
                  body.isEmpty()
                      ? BodyPublishers.noBody()
                      : BodyPublishers.ofString(JSON.writeValueAsString(body)))
              .build();
      return read(CLIENT.send(request, BodyHandlers.ofString()));
    } catch (IOException _) {
      return new Answer(0, MissingNode.getInstance(), USUAL_DELAY);
    }
  }

  private static Answer read(HttpResponse<String> response) throws IOException {
    var status = response.statusCode();
    var again = status == 429 || status >= 500;
    var delay =
        response.headers().firstValue("retry-after").map(Double::parseDouble).orElse(USUAL_DELAY);
    var body = response.body().isEmpty() ? MissingNode.getInstance() : tree(response.body(), again);
    return new Answer(status, body, again ? delay : -1);
  }

  /// What stands between may answer with a page of its own.
  private static JsonNode tree(String text, boolean lenient) throws IOException {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      if (lenient) {
        return MissingNode.getInstance();
      }
      throw e;
    }
  }

  private static void pause(double seconds) throws InterruptedException {
    Thread.sleep((long) (seconds * 1000 * (1 + Math.random() / 4)));
  }
}
