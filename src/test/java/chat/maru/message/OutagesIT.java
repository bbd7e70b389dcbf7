package chat.maru.message;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.Maru;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import chat.maru.testkit.Services;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/// What holds while a service is away, and after it has come back.
class OutagesIT {
  private Person alice;
  private String messages;
  private String channel;

  @BeforeEach
  void guild() {
    assertThat(Maru.url()).isNotEmpty();
    alice = Person.register("alice");
    var guild = alice.rest().post("/guilds", Map.of("name", "Tea")).expect(201).path("id").asText();
    channel =
        alice.rest().get("/guilds/" + guild + "/channels").expect(200).get(0).path("id").asText();
    messages = "/channels/" + channel + "/messages";
    say("before").expect(200);
  }

  /// Leaves the server as the next test expects it, whatever happened.
  @AfterEach
  void wellAgain() {
    Await.until("sends work again", Duration.ofSeconds(90), () -> say("well").status() == 200);
  }

  @Test
  void withoutKafkaSendsAreRefusedWithinFiveSecondsAndLaterSendsWork() {
    Services.stopKafka();
    try {
      var started = System.nanoTime();
      var refused = say("into the void");
      assertThat(Duration.ofNanos(System.nanoTime() - started))
          .isLessThan(Duration.ofMillis(5_500));
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      alice.rest().get(messages).expect(200);
    } finally {
      Services.startKafka();
    }
    Await.until("a send is stored", Duration.ofSeconds(90), () -> say("after").status() == 200);
  }

  @Test
  void heartbeatsAreAnsweredWhileSendsWaitForKafka() {
    try (var client = GatewayClient.of(alice.token())) {
      Services.stopKafka();
      try {
        for (var i = 0; i < 4; i++) {
          var key = UUID.randomUUID().toString();
          client.send(1000, Map.of("channel_id", channel, "clientMsgId", key, "content", "no"));
        }
        client.send(1, client.seq());
        assertThat(client.op(11).path("op").asInt()).isEqualTo(11);
      } finally {
        Services.startKafka();
      }
    }
  }

  @Test
  void withoutPostgresSocketsSendAndItIsStoredLaterWhileRestIsRefused() {
    var key = UUID.randomUUID().toString();
    try (var client = GatewayClient.of(alice.token())) {
      // READY alone does not say that the session has read all of its guilds.
      say("before").expect(200);
      client.event("MESSAGE_CREATE", m -> m.path("content").asText().equals("before"));
      Services.stopPostgres();
      try {
        client.send(1000, Map.of("channel_id", channel, "clientMsgId", key, "content", "kept"));
        assertThat(client.op(1001).path("d").path("status").asText()).isEqualTo("ACCEPTED");
        Await.until("REST is refused", Duration.ofSeconds(20), () -> say("no").status() == 503);
      } finally {
        Services.startPostgres();
      }
      Await.until(
          "what was acknowledged is shown",
          Duration.ofSeconds(90),
          () ->
              client.events("MESSAGE_CREATE").stream()
                  .anyMatch(m -> m.path("content").asText().equals("kept")));
    }
  }

  @Test
  void redisLosesEverythingWhileMessagesFlowAndNoneIsLost() {
    try (var client = GatewayClient.of(alice.token())) {
      for (var i = 0; i < 30; i++) {
        if (i == 5) {
          flushRedis();
        }
        if (i == 10) {
          Services.killRedis();
        }
        if (i == 20) {
          Services.startRedis();
        }
        say("flow " + i).expect(200);
      }
      client.event("MESSAGE_CREATE", m -> m.path("content").asText().equals("flow 29"));
      assertThat(
              client.events("MESSAGE_CREATE").stream()
                  .map(m -> m.path("content").asText())
                  .filter(content -> content.startsWith("flow")))
          .containsExactlyElementsOf(IntStream.range(0, 30).mapToObj(i -> "flow " + i).toList());
    }
  }

  private static void flushRedis() {
    try (var redis = new Jedis(Objects.requireNonNull(Services.get().get("maru.redis.url")))) {
      assertThat(redis.flushAll()).isEqualTo("OK");
    }
  }

  private Rest.Answer say(String content) {
    return alice.rest().post(messages, Map.of("content", content));
  }
}
