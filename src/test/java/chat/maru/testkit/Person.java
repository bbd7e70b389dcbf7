package chat.maru.testkit;

import java.util.Map;
import java.util.UUID;

/// A person with an account of its own, logged in.
public record Person(
    long id, String username, String email, String password, String token, String refreshToken) {
  /// What every person has who was made by [#register()].
  public static final String PASSWORD = "Correct-horse-7";

  /// Makes an account with a name that nobody else has.
  public static Person register() {
    return register("user");
  }

  /// Makes an account whose name begins as given, for failures that are easy to read.
  public static Person register(String beginning) {
    var name = beginning + "_" + UUID.randomUUID().toString().substring(0, 13).replace("-", "");
    var email = name + "@example.org";
    var body =
        Rest.anonymous()
            .post("/auth/register", Map.of("username", name, "email", email, "password", PASSWORD))
            .expect(201);
    return new Person(
        body.path("id").asLong(),
        name,
        email,
        PASSWORD,
        body.path("access_token").asText(),
        body.path("refresh_token").asText());
  }

  /// Opens the conversation of the two.
  ///
  /// @return its id
  public String directWith(Person other) {
    return rest()
        .post("/users/@me/channels", Map.of("recipient_id", Long.toString(other.id())))
        .expect(200)
        .path("id")
        .asText();
  }

  /// Calls as this person.
  public Rest rest() {
    return Rest.anonymous().as("Bearer " + token);
  }
}
