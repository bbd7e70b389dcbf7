package chat.maru.message;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.Maru;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a sender and a reader may rely on when answers and sockets are lost.
class ScenariosIT {
  private Person alice;
  private String channel;

  @BeforeEach
  void guild() {
    assertThat(Maru.url()).isNotEmpty();
    alice = Person.register("alice");
    var guild = alice.rest().post("/guilds", Map.of("name", "Tea")).expect(201).path("id").asText();
    channel =
        alice.rest().get("/guilds/" + guild + "/channels").expect(200).get(0).path("id").asText();
  }

  @Test
  void aSendWithoutAnAckIsSentAgainAndIsOneMessage() {
    var key = UUID.randomUUID().toString();
    try (var screen = GatewayClient.of(alice.token())) {
      // The first socket is gone before its ACK can be read.
      try (var sender = GatewayClient.of(alice.token())) {
        sender.send(1000, frame(key, "only once"));
      }
      var shown =
          screen.event("MESSAGE_CREATE", m -> m.path("content").asText().equals("only once"));
      try (var again = GatewayClient.of(alice.token())) {
        again.send(1000, frame(key, "only once"));
        var told =
            again
                .frame("the outcome", f -> f.path("op").asInt() == 1001 && !isAccepted(f.path("d")))
                .path("d");
        assertThat(told.path("status").asText()).isEqualTo("DUPLICATE");
        assertThat(told.path("id").asText()).isEqualTo(shown.path("id").asText());
        assertThat(told.path("seq").asInt()).isEqualTo(shown.path("seq").asInt());
      }
      var rest = send("only once", key).expect(200);
      assertThat(rest.path("id").asText()).isEqualTo(shown.path("id").asText());
      send("the end", UUID.randomUUID().toString()).expect(200);
      screen.event("MESSAGE_CREATE", m -> m.path("content").asText().equals("the end"));
      assertThat(screen.events("MESSAGE_CREATE").stream().map(m -> m.path("content").asText()))
          .containsExactly("only once", "the end");
    }
    assertThat(history("")).hasSize(2);
  }

  @Test
  void aKeyWithOtherContentIsAConflictForItsSender() {
    var key = UUID.randomUUID().toString();
    send("first", key).expect(200);
    send("second", key).refused(409, 900010);
    assertThat(history("")).hasSize(1);
  }

  @Test
  void whatADroppedSocketMissedComesByTheAfterCursor() {
    String last;
    try (var screen = GatewayClient.of(alice.token())) {
      send("before", UUID.randomUUID().toString()).expect(200);
      last = screen.event("MESSAGE_CREATE").path("id").asText();
    }
    IntStream.range(0, 120).forEach(i -> send("missed " + i, "k" + i + channel).expect(200));
    var recovered = new ArrayList<JsonNode>();
    for (var after = last; ; ) {
      var page = new ArrayList<>(history("&after=" + after));
      page.sort(Comparator.comparingInt(m -> m.path("seq").asInt()));
      recovered.addAll(page);
      if (page.size() < 50) {
        break;
      }
      after = page.getLast().path("id").asText();
    }
    assertThat(recovered.stream().map(m -> m.path("content").asText()))
        .containsExactlyElementsOf(IntStream.range(0, 120).mapToObj(i -> "missed " + i).toList());
    assertThat(recovered.stream().map(m -> m.path("seq").asInt()))
        .as("gapless")
        .containsExactlyElementsOf(IntStream.rangeClosed(2, 121).boxed().toList());
  }

  @Test
  void pagesBeforeAfterAndAroundReturnEachMessageOnce() {
    var ids =
        IntStream.range(0, 23)
            .mapToObj(i -> send("p" + i, "p" + i + channel).expect(200).path("id").asText())
            .toList();
    for (var limit : List.of(1, 4, 7, 23)) {
      var seen = new ArrayList<String>();
      for (var before = ""; ; ) {
        var page = history("&limit=" + limit + before);
        page.forEach(m -> seen.add(m.path("id").asText()));
        if (page.size() < limit) {
          break;
        }
        before = "&before=" + page.getLast().path("id").asText();
      }
      assertThat(seen).as("limit " + limit).containsExactlyElementsOf(ids.reversed());
    }
    assertThat(history("&limit=5&around=" + ids.get(10)).stream().map(m -> m.path("id").asText()))
        .containsExactlyElementsOf(ids.subList(8, 13).reversed());
  }

  @Test
  void whoMayNotReadOrSendIsRefusedAndNothingHappens() {
    var stranger = Person.register("stranger").rest();
    stranger.get("/channels/" + channel + "/messages").refused(404, 10003);
    stranger
        .post("/channels/" + channel + "/messages", Map.of("content", "let me in"))
        .refused(404, 10003);
    Rest.anonymous().get("/channels/" + channel + "/messages").refused(401, 0);
    alice.rest().get("/channels/1/messages").refused(404, 10003);
    alice.rest().get("/channels/x/messages").refused(400, 50035);
    alice.rest().get("/channels/" + channel + "/messages?limit=0").refused(400, 50035);
    alice.rest().get("/channels/" + channel + "/messages?limit=101").refused(400, 50035);
    alice.rest().get("/channels/" + channel + "/messages/42").refused(404, 10008);
    assertThat(history("")).isEmpty();
  }

  @Test
  void badBodiesAreRefusedInDiscordsShape() {
    var messages = "/channels/" + channel + "/messages";
    alice.rest().post(messages, Map.of("content", "")).refused(400, 50006);
    alice.rest().post(messages, Map.of("content", "  \n ")).refused(400, 50006);
    var long2001 = alice.rest().post(messages, Map.of("content", "x".repeat(2001)));
    long2001.refused(400, 50035);
    assertThat(long2001.fault("content")).isEqualTo("BASE_TYPE_MAX_LENGTH");
    var number = alice.rest().post(messages, Map.of("content", 5));
    number.refused(400, 50035);
    alice.rest().raw("POST", messages, "{").refused(400, 50109);
    alice.rest().raw("POST", messages, "[]").refused(400, 50035);
    alice
        .rest()
        .post(messages, Map.of("content", "x", "clientMsgId", "k".repeat(65)))
        .refused(400, 50035);
    alice
        .rest()
        .post(messages, Map.of("content", "x", "message_reference", Map.of("message_id", "7")))
        .refused(404, 10008);
    assertThat(history("")).isEmpty();
  }

  private Map<String, Object> frame(String key, String content) {
    return Map.of("channel_id", channel, "clientMsgId", key, "content", content);
  }

  private Rest.Answer send(String content, String key) {
    return alice
        .rest()
        .post("/channels/" + channel + "/messages", Map.of("content", content, "clientMsgId", key));
  }

  private List<JsonNode> history(String query) {
    var page = alice.rest().get("/channels/" + channel + "/messages?x=1" + query).expect(200);
    return StreamSupport.stream(page.spliterator(), false).toList();
  }

  private static boolean isAccepted(JsonNode told) {
    return told.path("status").asText().equals("ACCEPTED");
  }
}
