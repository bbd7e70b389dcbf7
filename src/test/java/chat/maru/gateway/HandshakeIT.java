package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.Rest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeIT {
  @ParameterizedTest
  @ValueSource(strings = {"/", "/gateway", "/gateway/", "/realtime", "/realtime/"})
  void itAnswersWhereClientsLook(String path) {
    try (var client = GatewayClient.connect(path, "?encoding=json&v=10")) {
      var hello = client.op(10);
      assertThat(hello.path("d").path("heartbeat_interval").asInt()).isEqualTo(41_250);
      assertThat(hello.has("op") && hello.has("d") && hello.has("s") && hello.has("t")).isTrue();
    }
  }

  @Test
  void heartbeatsAreAnsweredBeforeAnythingElse() {
    try (var client = GatewayClient.connect()) {
      client.op(10);
      client.send(1, null).op(11);
    }
  }

  @Test
  void whatItDoesNotSpeakIsRefused() {
    assertClosed("?v=3&encoding=json", 4012);
    assertClosed("?v=10&encoding=etf", 4002);
    assertClosed("?v=10&compress=brotli-stream", 4002);
  }

  @Test
  void nothingButIdentifyComesFirst() {
    assertClosed(3, Map.of("status", "online"), 4003);
    assertClosed(99, Map.of(), 4003);
    assertClosed(2, Map.of("token", "nope", "intents", 1), 4004);
    assertClosed(2, Map.of("token", "nope", "intents", 1, "shard", List.of(2, 2)), 4010);
    assertClosed(6, Map.of("token", "nope", "session_id", "x", "seq", 1), 4004);
  }

  @Test
  void framesThatAreNoneOrTooLongAreRefused() {
    assertClosedAfter("{nope", 4002);
    assertClosedAfter("[]", 4002);
    assertClosedAfter("{\"op\":\"1\"}", 4002);
    assertClosedAfter("{\"op\":1,\"d\":\"" + "x".repeat(4096) + "\"}", 4002);
    assertClosedAfter("{\"op\":1000,\"d\":\"" + "x".repeat(70_000) + "\"}", 4002);
  }

  @Test
  void theAddressIsTheOneThatWasAskedFor() {
    var answer = Rest.anonymous().with("X-Forwarded-Proto", "https").get("/gateway").expect(200);
    assertThat(answer.path("url").asText()).startsWith("wss://localhost:");
    Rest.anonymous().get("/gateway/bot").refused(401, 0);
  }

  private static void assertClosed(String query, int code) {
    try (var client = GatewayClient.connect("/", query)) {
      assertThat(client.closeCode()).isEqualTo(code);
    }
  }

  private static void assertClosed(int op, Map<String, ?> data, int code) {
    try (var client = GatewayClient.connect()) {
      client.op(10);
      assertThat(client.send(op, data).closeCode()).as("op %s", op).isEqualTo(code);
    }
  }

  private static void assertClosedAfter(String text, int code) {
    try (var client = GatewayClient.connect()) {
      client.op(10);
      assertThat(client.text(text).closeCode())
          .as(text.substring(0, Math.min(20, text.length())))
          .isEqualTo(code);
    }
  }
}
