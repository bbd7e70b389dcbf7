package chat.maru.auth;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import chat.maru.testkit.Services;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionsIT {
  private static final Duration EVERYWHERE = Duration.ofSeconds(2);
  private final Rest rest = Rest.anonymous();

  @Test
  void loggingOutEndsThisSessionAndNoOther() {
    var alice = Person.register();
    var other = logIn(alice, alice.password(), "Phone");
    alice.rest().post("/auth/logout", Map.of()).expect(204);
    refusedSoon(alice.rest());
    rest.post("/auth/refresh", Map.of("refresh_token", alice.refreshToken())).refused(401, 50014);
    other.get("/users/@me").expect(200);
  }

  @Test
  void loggingOutOfAllEndsAll() {
    var alice = Person.register();
    var other = logIn(alice, alice.password(), "Phone");
    var stranger = Person.register();
    other.post("/auth/logout", Map.of("all", true)).expect(204);
    refusedSoon(alice.rest());
    refusedSoon(other);
    stranger.rest().get("/users/@me").expect(200);
  }

  @Test
  void theRefreshTokenAloneLogsOut() {
    var alice = Person.register();
    rest.post("/auth/logout", Map.of("refresh_token", alice.refreshToken())).expect(204);
    refusedSoon(alice.rest());
    rest.post("/auth/logout", Map.of("refresh_token", "never-issued")).refused(401, 50014);
    rest.post("/auth/logout", Map.of()).expect(401);
  }

  @Test
  void sessionsAreListedWithDeviceAndAddressAndEndedOneByOne() {
    var alice = Person.register();
    var phone = logIn(alice, alice.password(), "Phone");
    var list = alice.rest().get("/auth/sessions").expect(200);
    assertThat(list.findValuesAsText("device")).contains("Phone");
    assertThat(list.findValuesAsText("address")).allMatch(text -> text.matches("127.0.0.1|.*:.*"));
    var id = list.get(list.get(0).path("current").asBoolean() ? 1 : 0).path("id").asText();
    Person.register().rest().delete("/auth/sessions/" + id).refused(404, 10020);
    alice.rest().delete("/auth/sessions/" + id).expect(204);
    refusedSoon(phone);
    alice.rest().delete("/auth/sessions/" + id).refused(404, 10020);
    alice.rest().delete("/auth/sessions/x").refused(400, 50035);
  }

  @Test
  void whatAnotherNodeRevokedIsRefusedWithinTwoSeconds() throws SQLException {
    var alice = Person.register();
    alice.rest().get("/users/@me").expect(200);
    sql("update auth_sessions set revoked_at = clock_timestamp() where user_id = " + alice.id());
    refusedSoon(alice.rest());
  }

  @Test
  void aNewPasswordEndsTheOtherSessions() {
    var alice = Person.register();
    var other = logIn(alice, alice.password(), "Phone");
    var actor = CDI.current().select(Authenticator.class).get().authenticate(alice.token());
    var changes = CDI.current().select(CredentialChanges.class).get();
    var email = "new-" + alice.email();
    changes.apply(
        changes.prepare(actor, alice.password(), Optional.of("Other-pass-8"), Optional.of(email)));
    refusedSoon(other);
    alice.rest().get("/users/@me").expect(200);
    rest.post("/auth/login", Map.of("email", email, "password", alice.password()))
        .refused(401, 900001);
    rest.post("/auth/login", Map.of("email", email, "password", "Other-pass-8")).expect(200);
  }

  @Test
  void aBotTokenWorksUntilTheNextOneIsMade() throws SQLException {
    var owner = Person.register();
    var id = owner.id() + 1;
    sql(
        "insert into users (id, username, bot, created_at) values (%d, 'bot', true, now())"
            .formatted(id));
    sql(
        """
        insert into applications (id, owner_id, bot_id, name, verify_key, created_at)
        values (%d, %d, %d, 'bot', '', now())
        """
            .formatted(id, owner.id(), id));
    var tokens = CDI.current().select(BotTokens.class).get();
    var first = tokens.issue(id);
    var authenticator = CDI.current().select(Authenticator.class).get();
    for (var credentials : new String[] {"Bot " + first, first, "bot  " + first}) {
      var actor = authenticator.authenticate(credentials);
      assertThat(actor).isEqualTo(Actor.bot(id, id));
    }
    rest.as("Bot " + first).get("/auth/sessions").refused(403, 20001);
    rest.as("Bearer " + first).get("/users/@me").expect(401);

    var second = tokens.issue(id);

    refusedSoon(rest.as("Bot " + first));
    rest.as("Bot " + second).get("/users/@me").expect(200);
    tokens.revoke(id);
    refusedSoon(rest.as("Bot " + second));
  }

  private Rest logIn(Person person, String password, String device) {
    var tokens =
        rest.post(
                "/auth/login",
                Map.of("email", person.email(), "password", password, "device", device))
            .expect(200);
    var session = rest.as("Bearer " + tokens.path("access_token").asText());
    session.get("/users/@me").expect(200);
    return session;
  }

  private static void refusedSoon(Rest session) {
    Await.until("401", EVERYWHERE, () -> session.get("/users/@me").status() == 401);
  }

  private static void sql(String statement) throws SQLException {
    var settings = Services.get();
    try (Connection connection =
            DriverManager.getConnection(
                settings.get("maru.db.url"),
                settings.get("maru.db.user"),
                settings.get("maru.db.password"));
        var prepared = connection.createStatement()) {
      assertThat(prepared.executeUpdate(statement)).isPositive();
    }
  }
}
