package chat.maru.boot;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import chat.maru.testkit.Maru;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// The whole way once, on Open Liberty (`mvn -Pliberty verify`).
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LibertySmokeIT {
  @Test
  @Order(1)
  void theServerIsReadyAndShowsItsPage() {
    var health = Rest.anonymous().at("").get("/health").expect(200);
    assertThat(health.path("status").asText()).isEqualTo("UP");
    assertThat(Rest.anonymous().at("").get("/").text()).contains("Maru");
    Rest.anonymous().get("/nothing/here").refused(404, 0);
  }

  @Test
  @Order(2)
  void aSocketAtTheRootIsGreeted() throws Exception {
    var greeting = new CompletableFuture<String>();
    try (var client = HttpClient.newHttpClient()) {
      var socket =
          client
              .newWebSocketBuilder()
              .buildAsync(URI.create(Maru.gateway() + "/?v=10&encoding=json"), hear(greeting))
              .get(10, TimeUnit.SECONDS);
      assertThat(greeting.get(10, TimeUnit.SECONDS)).contains("\"op\":10");
      socket.abort();
    }
  }

  @Test
  @Order(3)
  void aMessageIsAcceptedAndStoredByAConsumersThread() {
    var alice = Person.register("liberty").rest();
    var guild = alice.post("/guilds", Map.of("name", "On Liberty")).expect(201);
    var channels = alice.get("/guilds/" + guild.path("id").asText() + "/channels").expect(200);
    var messages = "/channels/" + channels.get(0).path("id").asText() + "/messages";

    alice.post(messages, Map.of("content", "hello from Liberty", "nonce", "1"));

    Await.until(
        "the message is in the history",
        Duration.ofSeconds(20),
        () -> alice.get(messages).text().contains("hello from Liberty"));
  }

  private static WebSocket.Listener hear(CompletableFuture<String> first) {
    return new WebSocket.Listener() {
      @Override
      public @Nullable CompletionStage<?> onText(
          WebSocket socket, CharSequence text, boolean last) {
        first.complete(text.toString());
        socket.request(1);
        return null;
      }

      @Override
      public void onError(WebSocket socket, Throwable error) {
        first.completeExceptionally(new IOException(error));
      }
    };
  }
}
