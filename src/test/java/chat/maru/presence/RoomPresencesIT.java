package chat.maru.presence;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.Maru;
import chat.maru.testkit.Person;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A room's online state and how far it was read.
class RoomPresencesIT {
  @Test
  void membersSeeWhoIsThereAndStrangersSeeNoRoom() {
    assertThat(Maru.url()).isNotEmpty();
    var alice = Person.register("alice");
    var bob = Person.register("bob");
    var room =
        alice
            .rest()
            .post("/rooms", Map.of("name", "tea", "user_ids", List.of(Long.toString(bob.id()))))
            .expect(201)
            .path("id")
            .asText();
    var presences = "/rooms/" + room + "/presences";
    assertThat(status(alice, presences, bob)).isEqualTo("offline");
    try (var client = GatewayClient.of(bob.token())) {
      assertThat(client.types()).contains("READY");
      Await.until("bob is seen", () -> status(alice, presences, bob).equals("online"));
    }
    Await.until("bob has left", () -> status(alice, presences, bob).equals("offline"));
    Person.register("stranger").rest().at("").get(presences).refused(404, 10003);
  }

  @Test
  void aReadCursorNeverMovesBackNorBeyondTheLastMessage() {
    var alice = Person.register("alice");
    var room = alice.rest().post("/rooms", Map.of("name", "tea")).expect(201).path("id").asText();
    var first = say(alice, room, "one");
    var second = say(alice, room, "two");
    assertThat(read(alice, room, second)).isEqualTo(second);
    assertThat(read(alice, room, first)).as("never back").isEqualTo(second);
    assertThat(read(alice, room, "9000000000000000000")).as("not beyond").isEqualTo(second);
    alice.rest().at("").post("/rooms/" + room + "/read", Map.of()).refused(400, 50035);
    Person.register("stranger")
        .rest()
        .at("")
        .post("/rooms/" + room + "/read", Map.of("lastReadMessageId", first))
        .refused(404, 10003);
    assertThat(alice.rest().at("").get("/rooms/" + room + "/messages?after=" + first).expect(200))
        .hasSize(1);
  }

  private static String say(Person who, String room, String content) {
    return who.rest()
        .at("")
        .post("/rooms/" + room + "/messages", Map.of("content", content))
        .expect(200)
        .path("id")
        .asText();
  }

  private static String read(Person who, String room, String id) {
    return who.rest()
        .at("")
        .post("/rooms/" + room + "/read", Map.of("lastReadMessageId", id))
        .expect(200)
        .path("last_read_message_id")
        .asText();
  }

  private static String status(Person asks, String path, Person of) {
    for (var each : asks.rest().at("").get(path).expect(200)) {
      if (each.path("user_id").asText().equals(Long.toString(of.id()))) {
        return each.path("status").asText();
      }
    }
    return "not listed";
  }
}
