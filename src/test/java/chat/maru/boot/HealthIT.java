package chat.maru.boot;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import chat.maru.testkit.Maru;
import chat.maru.testkit.Rest;
import chat.maru.testkit.Services;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What `/health/ready` says while services go and come back (design: "Readiness").
class HealthIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @BeforeEach
  void well() {
    assertThat(Maru.url()).isNotEmpty();
    awaitReady("up", "up", "up");
  }

  /// Leaves the server as the next test expects it, whatever happened.
  @AfterEach
  void wellAgain() {
    awaitReady("up", "up", "up");
    Await.until(
        "calls work again", PATIENCE, () -> Rest.anonymous().get("/gateway").status() == 200);
  }

  @Test
  void aRunningServerIsUpEverywhere() {
    for (var path : new String[] {"/health", "/health/live", "/health/started", "/health/ready"}) {
      var answer = Rest.anonymous().at(path).get("");
      assertThat(answer.expect(200).path("status").asText()).as(path).isEqualTo("UP");
    }
    assertThat(Rest.anonymous().at("/health/ready").get("").text())
        .contains("\"phase\":\"serving\"");
  }

  @Test
  void withoutRedisItServesAndSaysSo() {
    Services.stopRedis();
    try {
      awaitReady("up", "degraded", "up");
      assertThat(Rest.anonymous().at("/health/ready").get("").status()).isEqualTo(200);
    } finally {
      Services.startRedis();
    }
  }

  @Test
  void withoutKafkaItServesAndSaysSo() {
    Services.stopKafka();
    try {
      awaitReady("up", "up", "degraded");
      assertThat(Rest.anonymous().at("/health/ready").get("").status()).isEqualTo(200);
    } finally {
      Services.startKafka();
    }
  }

  @Test
  void withoutPostgresItIsNotReadyButAlive() {
    Services.stopPostgres();
    try {
      awaitReady("down", "up", "up");
      assertThat(Rest.anonymous().at("/health/ready").get("").status()).isEqualTo(503);
      assertThat(Rest.anonymous().at("/health/live").get("").status()).isEqualTo(200);
      assertThat(Rest.anonymous().at("/health/started").get("").status()).isEqualTo(200);
    } finally {
      Services.startPostgres();
    }
  }

  private static void awaitReady(String postgresql, String redis, String kafka) {
    Await.until(
        "postgresql %s, redis %s, kafka %s".formatted(postgresql, redis, kafka),
        PATIENCE,
        () -> {
          var data = ready();
          return data.path("postgresql").asText().equals(postgresql)
              && data.path("redis").asText().equals(redis)
              && data.path("kafka").asText().equals(kafka);
        });
  }

  private static JsonNode ready() {
    for (var check : Rest.anonymous().at("/health/ready").get("").body().path("checks")) {
      if (check.path("name").asText().equals("maru")) {
        return check.path("data");
      }
    }
    throw new AssertionError("no check of the name maru");
  }
}
