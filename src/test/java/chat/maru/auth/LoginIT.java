package chat.maru.auth;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoginIT {
  private final Rest rest = Rest.anonymous();

  @Test
  void anAccountLogsInAndIsKnownByItsToken() {
    var alice = Person.register("Alice");
    var tokens =
        rest.post("/auth/login", Map.of("email", alice.email(), "password", alice.password()))
            .expect(200);
    assertThat(tokens.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(tokens.path("expires_in").asInt()).isEqualTo(900);
    var list = rest.as(tokens.path("access_token").asText()).get("/auth/sessions").expect(200);
    assertThat(list).hasSize(2);
    assertThat(list.get(0).path("current").asBoolean()).isTrue();
  }

  @Test
  void theAddressIsFoundInAnyCase() {
    var alice = Person.register("Camel");
    rest.post(
            "/auth/login",
            Map.of("email", alice.email().toUpperCase(Locale.ROOT), "password", alice.password()))
        .expect(200);
  }

  @Test
  void aWrongPasswordAndAnUnknownAddressAnswerAlike() {
    var alice = Person.register();
    var wrong = rest.post("/auth/login", Map.of("email", alice.email(), "password", "Wrong-1234"));
    var unknown =
        rest.post("/auth/login", Map.of("email", "no@example.org", "password", "Wrong-1234"));
    wrong.refused(401, 900001);
    assertThat(unknown.text()).isEqualTo(wrong.text());
    assertThat(unknown.status()).isEqualTo(401);
  }

  @Test
  void whatIsNoJsonOrLacksFieldsIsRefused() {
    rest.raw("POST", "/auth/login", "{\"email\":").refused(400, 50109);
    var empty = rest.raw("POST", "/auth/login", "");
    empty.refused(400, 50035);
    assertThat(empty.fault("email")).isEqualTo("BASE_TYPE_REQUIRED");
    assertThat(empty.fault("password")).isEqualTo("BASE_TYPE_REQUIRED");
    rest.raw("POST", "/auth/login", "{\"email\":7,\"password\":true}").refused(400, 50035);
    rest.raw("POST", "/auth/login", "{\"email\":\"a@b.c\",\"password\":\"\"}").refused(401, 900001);
  }
}
