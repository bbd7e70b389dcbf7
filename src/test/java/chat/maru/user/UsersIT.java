package chat.maru.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
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

  @Test
  void aProfileIsChanged() {
    var alice = Person.register();
    var other = Person.register();
    var name = alice.username() + "x";
    var body = Map.of("username", name, "global_name", "앨리스", "bio", "hello");
    var me = alice.rest().patch("/users/@me", body).expect(200);
    assertEquals(name, me.path("username").asText());
    assertEquals("앨리스", me.path("global_name").asText());
    assertEquals(me, alice.rest().get("/users/@me").expect(200));
    var stolen = Map.of("username", name.toUpperCase(Locale.ROOT));
    assertEquals(
        "USERNAME_ALREADY_TAKEN", other.rest().patch("/users/@me", stolen).fault("username"));
    var picture = Map.of("avatar", "data:image/png;base64,AAAA");
    assertEquals("IMAGE_INVALID", alice.rest().patch("/users/@me", picture).fault("avatar"));
    var moved = Map.of("email", "x" + alice.email());
    assertEquals("BASE_TYPE_REQUIRED", alice.rest().patch("/users/@me", moved).fault("password"));
    Rest.anonymous().patch("/users/@me", body).expect(401);
    for (var text : List.of("[]", "{\"username\":null}", "{\"accent_color\":1e30}", "{")) {
      assertEquals(400, alice.rest().raw("PATCH", "/users/@me", text).status(), text);
    }
    alice.rest().raw("PATCH", "/users/@me", "{\"avatar\":null}").expect(200);
  }

  @Test
  void ofManyWhoWantOneNameOneGetsIt() throws Exception {
    var name = "wanted_" + Person.register().id();
    var changes =
        IntStream.range(0, 6)
            .mapToObj(_ -> Person.register())
            .map(
                person ->
                    (Callable<Integer>)
                        () -> person.rest().patch("/users/@me", Map.of("username", name)).status())
            .toList();
    var statuses = new ArrayList<Integer>();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var status : pool.invokeAll(changes)) {
        statuses.add(status.get());
      }
    }
    statuses.sort(null);
    assertEquals(List.of(200, 400, 400, 400, 400, 400), statuses);
  }

  @Test
  void passwordAndAddressChangeWithTheCurrentPassword() {
    var alice = Person.register();
    var email = "new" + alice.email();
    var fresh = "Another-horse-8";
    var body = Map.of("password", "Wrong-horse-9", "new_password", fresh, "email", email);
    assertEquals(
        "PASSWORD_DOES_NOT_MATCH", alice.rest().patch("/users/@me", body).fault("password"));
    var right = Map.of("password", Person.PASSWORD, "new_password", fresh, "email", email);
    var me = alice.rest().patch("/users/@me", right).expect(200);
    assertEquals(email, me.path("email").asText());
    var login = Map.of("email", email, "password", fresh);
    Rest.anonymous().post("/auth/login", login).expect(200);
    var older = Map.of("email", email, "password", Person.PASSWORD);
    Rest.anonymous().post("/auth/login", older).expect(401);
  }
}
