package chat.maru.proof.plant;

import chat.maru.reference.Account;
import chat.maru.testkit.Node;
import chat.maru.testkit.Rest;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;

/// Somebody with an account, on whichever node runs.
record Player(String id, String token, Supplier<Node> node) {

  static Player register(Supplier<Node> node, String beginning) {
    var name = beginning + Long.toString(System.nanoTime(), 36);
    var body =
        Map.of("username", name, "email", name + "@example.test", "password", "Correct-Horse-9");
    var answer = node.get().rest().post("/auth/register", body).expect(201);
    return new Player(
        answer.path("user").path("id").asText(), answer.path("access_token").asText(), node);
  }

  Rest rest() {
    return node.get().rest().as("Bearer " + token);
  }

  Account account() {
    return new Account(
        "Bearer " + token,
        token,
        () -> URI.create(node.get().url() + "/api/v10"),
        () -> URI.create(address(node.get())));
  }

  static String address(Node node) {
    return "ws" + node.url().substring("http".length()) + "/?v=10&encoding=json";
  }
}
