package chat.maru.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import org.junit.jupiter.api.Test;

class UsersIT {
  @Test
  void oneSeesItselfWholeAndOthersInPart() {
    var alice = Person.register();
    var me = alice.rest().get("/users/@me").expect(200);
    assertEquals(alice.email(), me.path("email").asText());
    assertEquals(Long.toString(alice.id()), me.path("id").asText());
    assertEquals(me, alice.rest().get("/users/%40me").expect(200));
    var seen = Person.register().rest().get("/users/" + alice.id()).expect(200);
    assertEquals(alice.username(), seen.path("username").asText());
    assertFalse(seen.has("email"));
    assertFalse(seen.path("bot").asBoolean(true));
    Rest.anonymous().get("/users/@me").expect(401);
    Rest.anonymous().get("/users/" + alice.id()).expect(401);
    alice.rest().get("/users/5").refused(404, 10013);
    assertEquals("NUMBER_TYPE_COERCE", alice.rest().get("/users/abc").fault("user_id"));
  }
}
