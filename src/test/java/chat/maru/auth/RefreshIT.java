package chat.maru.auth;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import chat.maru.testkit.Rest.Answer;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class RefreshIT {
  private static final Duration EVERYWHERE = Duration.ofSeconds(2);
  private final Rest rest = Rest.anonymous();

  @Test
  void aRefreshTokenIsGoodOnceAndTheNextOneGoesOn() {
    var alice = Person.register();
    var first = refresh(alice.refreshToken()).expect(200);
    var second = refresh(first.path("refresh_token").asText()).expect(200);
    assertThat(second.path("session_id")).isEqualTo(first.path("session_id"));
    assertThat(second.path("refresh_token")).isNotEqualTo(first.path("refresh_token"));
    rest.as(second.path("access_token").asText()).get("/users/@me").expect(200);
  }

  @Test
  void aSecondUseEndsTheSessionForWhoeverHasIt() {
    var alice = Person.register();
    var other =
        rest.post("/auth/login", Map.of("email", alice.email(), "password", alice.password()))
            .expect(200);
    var next = refresh(alice.refreshToken()).expect(200);
    var nextRest = rest.as(next.path("access_token").asText());
    nextRest.get("/users/@me").expect(200);

    refresh(alice.refreshToken()).refused(401, 900003);

    Await.until(
        "both access tokens die",
        EVERYWHERE,
        () ->
            nextRest.get("/users/@me").status() == 401
                && alice.rest().get("/users/@me").status() == 401);
    refresh(next.path("refresh_token").asText()).refused(401, 50014);
    rest.as(other.path("access_token").asText()).get("/users/@me").expect(200);
  }

  @Test
  void ofTwoAtOnceOneWinsAndTheOtherCountsAsReuse() throws Exception {
    var alice = Person.register();
    Callable<Answer> call = () -> refresh(alice.refreshToken());
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var statuses =
          executor.invokeAll(Collections.nCopies(2, call)).stream()
              .map(answer -> answer.resultNow().status())
              .sorted()
              .toList();
      assertThat(statuses).containsExactly(200, 401);
    }
    Await.until(
        "the session ends", EVERYWHERE, () -> alice.rest().get("/users/@me").status() == 401);
  }

  @Test
  void accessAndRefreshTokensAreNotTakenForEachOther() {
    var alice = Person.register();
    refresh(alice.token()).refused(401, 50014);
    rest.as("Bearer " + alice.refreshToken()).get("/users/@me").expect(401);
    rest.as(alice.refreshToken()).get("/users/@me").expect(401);
    var missing = rest.post("/auth/refresh", Map.of());
    missing.refused(400, 50035);
    assertThat(missing.fault("refresh_token")).isEqualTo("BASE_TYPE_REQUIRED");
  }

  private Answer refresh(String token) {
    return rest.post("/auth/refresh", Map.of("refresh_token", token));
  }
}
