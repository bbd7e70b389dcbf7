package chat.maru.channel.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import chat.maru.testkit.Statements;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class RoomsIT {
  private static JsonNode room(Person owner, Map<String, Object> body) {
    return owner.rest().post("/rooms", body).expect(201);
  }

  private static String path(JsonNode room) {
    return "/rooms/" + room.path("id").asText();
  }

  @Test
  void anOpenRoomIsMadeJoinedAndLeft() {
    var owner = Person.register();
    var room = room(owner, Map.of("name", "점심"));
    assertEquals(3, room.path("type").asInt());
    assertEquals("open", room.path("access").asText());
    assertEquals(1, room.path("member_count").asInt());
    var guest = Person.register();
    guest.rest().get(path(room) + "/members").refused(404, 10003);
    guest.rest().post(path(room) + "/leave", Map.of()).refused(404, 10003);
    var joined = guest.rest().post(path(room) + "/join", Map.of()).expect(200);
    assertEquals(2, joined.path("member_count").asInt());
    guest.rest().post(path(room) + "/join", Map.of()).expect(200);
    assertEquals(2, guest.rest().get(path(room) + "/members").expect(200).size());
    assertEquals(1, guest.rest().get("/rooms").expect(200).size());
    var channel = guest.rest().get("/channels/" + room.path("id").asText()).expect(200);
    assertEquals(owner.username(), channel.path("recipients").path(0).path("username").asText());
    owner.rest().post(path(room) + "/leave", Map.of()).expect(204);
    owner.rest().get(path(room) + "/members").refused(404, 10003);
    var left = guest.rest().get(path(room)).expect(200);
    assertEquals(Long.toString(guest.id()), left.path("owner_id").asText());
    guest.rest().delete("/channels/" + room.path("id").asText()).expect(200);
    guest.rest().post(path(room) + "/join", Map.of()).refused(404, 10003);
    Rest.anonymous().get("/rooms").expect(401);
    assertEquals(0, guest.rest().at("").get("/rooms").expect(200).size());
  }

  @Test
  void manyRoomsAreListedWithAsManyStatementsAsOne() {
    var owner = Person.register();
    room(owner, Map.of("name", "first"));
    var one = Statements.of(() -> owner.rest().get("/rooms").expect(200));
    IntStream.range(0, 20).forEach(n -> room(owner, Map.of("name", "room " + n)));
    var many = Statements.of(() -> assertEquals(21, owner.rest().get("/rooms").expect(200).size()));
    assertFalse(one.isEmpty());
    assertEquals(one.size(), many.size(), many::toString);
  }

  @Test
  void anInviteRoomIsNotThereForOthers() {
    var owner = Person.register();
    var invited = Person.register();
    var users = List.of(Long.toString(invited.id()));
    var room = room(owner, Map.of("name", "board", "access", "invite", "user_ids", users));
    var other = Person.register();
    other.rest().post(path(room) + "/join", Map.of()).refused(404, 10003);
    other.rest().get(path(room)).refused(404, 10003);
    invited.rest().get(path(room)).expect(200);
    var recipients = "/channels/" + room.path("id").asText() + "/recipients/";
    other.rest().put(recipients + other.id(), Map.of()).refused(404, 10003);
    invited.rest().put(recipients + other.id(), Map.of()).expect(204);
    assertEquals(3, other.rest().get(path(room) + "/members").expect(200).size());
    invited.rest().delete(recipients + other.id()).refused(403, 50013);
    owner.rest().delete(recipients + other.id()).expect(204);
    other.rest().get(path(room)).refused(404, 10003);
    var renamed = Map.of("name", "renamed");
    var channel = "/channels/" + room.path("id").asText();
    assertEquals("renamed", owner.rest().patch(channel, renamed).expect(200).path("name").asText());
    owner.rest().post(channel + "/invites", Map.of()).refused(403, 50003);
  }

  @Test
  void twoWhoOpenAConversationAtOnceGetTheSame() throws Exception {
    var alice = Person.register();
    var bob = Person.register();
    var opens = new ArrayList<Callable<String>>();
    for (var i = 0; i < 10; i++) {
      opens.add(() -> alice.directWith(bob));
      opens.add(() -> bob.directWith(alice));
    }
    var ids = new HashSet<String>();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var id : pool.invokeAll(opens)) {
        ids.add(id.get());
      }
    }
    assertEquals(1, ids.size());
    var again = room(alice, Map.of("user_ids", List.of(bob.id())));
    assertEquals(ids.iterator().next(), again.path("id").asText());
    assertEquals(1, again.path("type").asInt());
    assertEquals(1, bob.rest().get("/users/@me/channels").expect(200).size());
    Person.register().rest().get("/channels/" + again.path("id").asText()).refused(404, 10003);
    Person.register().rest().post(path(again) + "/join", Map.of()).refused(404, 10003);
    alice.rest().post(path(again) + "/leave", Map.of()).refused(403, 50003);
  }

  @Test
  void badBodiesAreRefused() {
    var alice = Person.register();
    var rest = alice.rest();
    rest.post("/users/@me/channels", Map.of("recipient_id", "5")).refused(404, 10013);
    rest.post("/users/@me/channels", Map.of("recipient_id", alice.id())).refused(400, 50035);
    rest.post("/users/@me/channels", Map.of()).refused(400, 50035);
    rest.post("/rooms", Map.of("user_ids", List.of(5))).refused(404, 10013);
    assertFalse(rest.post("/rooms", Map.of("access", "secret")).fault("access").isEmpty());
    assertFalse(rest.post("/rooms", Map.of("name", "x".repeat(101))).fault("name").isEmpty());
    assertFalse(rest.post("/rooms", Map.of("type", "dm")).fault("user_ids").isEmpty());
    for (var text :
        List.of("[]", "{\"user_ids\":[null]}", "{\"user_ids\":1e30}", "{\"name\":{}}", "{")) {
      assertEquals(400, rest.raw("POST", "/rooms", text).status(), text);
    }
    rest.get("/rooms?limit=0").refused(400, 50035);
    rest.get("/rooms/x").refused(400, 50035);
  }

  @Test
  void roomsAndTheirMembersArePagedWithoutLoss() {
    var alice = Person.register();
    var made = new ArrayList<String>();
    for (var i = 0; i < 5; i++) {
      made.add(room(alice, Map.of("name", "r" + i)).path("id").asText());
    }
    var seen = new ArrayList<String>();
    var page = alice.rest().get("/rooms?limit=2").expect(200);
    while (!page.isEmpty()) {
      StreamSupport.stream(page.spliterator(), false)
          .forEach(room -> seen.add(room.path("id").asText()));
      page = alice.rest().get("/rooms?limit=2&after=" + seen.getLast()).expect(200);
    }
    assertEquals(made, seen);
    assertTrue(alice.rest().get("/rooms").expect(200).path(0).has("last_read_message_id"));
  }
}
