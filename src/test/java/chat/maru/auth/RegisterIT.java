package chat.maru.auth;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import chat.maru.testkit.Rest.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterIT {
  private final Rest rest = Rest.anonymous();

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1", "/api/v10", "/api/v9", "/api", ""})
  void aNewAccountIsAnsweredWithItsUserAndTokens(String prefix) {
    var name = unique("new");
    var body = rest.at(prefix).post("/auth/register", account(name)).expect(201);
    assertThat(body.path("username").asText()).isEqualTo(name);
    assertThat(body.path("id").isTextual()).isTrue();
    assertThat(body.path("user").path("id")).isEqualTo(body.path("id"));
    assertThat(body.path("user").path("email").asText()).isEqualTo(name + "@Example.org");
    assertThat(body.path("user").path("verified").asBoolean(true)).isFalse();
    assertThat(body.path("user").has("password_hash")).isFalse();
    assertThat(body.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(body.path("expires_in").asInt()).isEqualTo(900);
    assertThat(body.path("refresh_token").asText()).hasSize(43);
    var me = rest.as("Bearer " + body.path("access_token").asText()).get("/users/@me").expect(200);
    assertThat(me.path("id")).isEqualTo(body.path("id"));
  }

  @Test
  void koreanNamesAreNames() {
    var name = "마루_" + unique("");
    rest.post("/auth/register", account(name, unique("ko") + "@example.org")).expect(201);
  }

  @ParameterizedTest
  @CsvSource({
    "username, a, BASE_TYPE_BAD_LENGTH",
    "username, two words, USERNAME_INVALID_CHARACTERS",
    "username, dots..dots, USERNAME_INVALID_CHARACTERS",
    "username, 123456789012345678901234567890123, BASE_TYPE_BAD_LENGTH",
    "email, nobody, EMAIL_TYPE_INVALID_EMAIL",
    "email, a@b@c.org, EMAIL_TYPE_INVALID_EMAIL",
    "email, '<a@b.org>', EMAIL_TYPE_INVALID_EMAIL",
    "password, Short1, BASE_TYPE_BAD_LENGTH",
    "password, lower-case-1, PASSWORD_NEEDS_UPPER_CASE",
    "password, UPPER-CASE-1, PASSWORD_NEEDS_LOWER_CASE",
    "password, No-Digit-Here, PASSWORD_NEEDS_DIGIT",
  })
  void eachRuleIsNamed(String field, String value, String code) {
    var body = account(unique("rule"));
    body.put(field, value);
    var answer = rest.post("/auth/register", body);
    answer.refused(400, 50035);
    assertThat(answer.fault(field)).isEqualTo(code);
    rest.post("/auth/login", Map.of("email", "nobody@example.org", "password", value));
  }

  @Test
  void everyFaultIsNamedAtOnce() {
    var answer = rest.post("/auth/register", Map.of("password", "short"));
    answer.refused(400, 50035);
    assertThat(answer.fault("username")).isEqualTo("BASE_TYPE_REQUIRED");
    assertThat(answer.fault("email")).isEqualTo("BASE_TYPE_REQUIRED");
    assertThat(answer.fault("password")).contains("BASE_TYPE_BAD_LENGTH", "PASSWORD_NEEDS_DIGIT");
    rest.raw("POST", "/auth/register", "{\"username\":").refused(400, 50109);
  }

  @Test
  void aTakenNameOrAddressIsRefusedInAnyCase() {
    var alice = Person.register("Taken");
    var name =
        rest.post(
            "/auth/register",
            account(alice.username().toUpperCase(Locale.ROOT), unique("t") + "@example.org"));
    name.refused(400, 50035);
    assertThat(name.fault("username")).isEqualTo("USERNAME_ALREADY_TAKEN");
    assertThat(name.fault("email")).isEmpty();
    var email =
        rest.post("/auth/register", account(unique("t"), alice.email().toUpperCase(Locale.ROOT)));
    email.refused(400, 50035);
    assertThat(email.fault("email")).isEqualTo("EMAIL_ALREADY_REGISTERED");
  }

  @Test
  void ofTwentyWhoWantOneNameExactlyOneGetsIt() throws Exception {
    var name = unique("race");
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Answer>> calls =
          IntStream.range(0, 20)
              .<Callable<Answer>>mapToObj(
                  number ->
                      () ->
                          rest.post(
                              "/auth/register", account(name, unique("r" + number) + "@b.org")))
              .toList();
      var made = 0;
      for (var call : executor.invokeAll(calls)) {
        var answer = call.get();
        if (answer.status() == 201) {
          made++;
        } else {
          answer.refused(400, 50035);
          assertThat(answer.fault("username")).isEqualTo("USERNAME_ALREADY_TAKEN");
        }
      }
      assertThat(made).isEqualTo(1);
    }
  }

  private static Map<String, Object> account(String name) {
    return account(name, name + "@Example.org");
  }

  private static Map<String, Object> account(String name, String email) {
    return new HashMap<>(Map.of("username", name, "email", email, "password", Person.PASSWORD));
  }

  private static String unique(String beginning) {
    return beginning + UUID.randomUUID().toString().substring(0, 13).replace("-", "");
  }
}
