package chat.maru.auth;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Cluster;
import chat.maru.testkit.Node;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `maru.admins`: who is named at a start administers the installation, and nobody else. A server
/// of its own, started three times.
class AdministratorsIT {
  private static Cluster cluster;

  @BeforeAll
  static void create() {
    cluster = Cluster.create("admins");
  }

  @AfterAll
  static void end() {
    cluster.close();
  }

  @Test
  void theNamedAreAdministratorsFromStartToStart() {
    var node = start("");
    var dora = register(node, "dora");
    for (var name : new String[] {"alice", "bob", "carol"}) {
      register(node, name);
      assertThat(isAdministrator(node, name)).as(name).isFalse();
    }
    node.stop();

    node = start("Alice, BOB@example.org," + dora + ",later");
    assertThat(isAdministrator(node, "alice")).as("by name, case ignored").isTrue();
    assertThat(isAdministrator(node, "bob")).as("by address").isTrue();
    assertThat(isAdministrator(node, "dora")).as("by id").isTrue();
    assertThat(isAdministrator(node, "carol")).isFalse();
    assertThat(node.log()).contains("event=administrator.unknown name=later");
    register(node, "later");
    assertThat(isAdministrator(node, "later")).as("a name taken after the start").isFalse();
    var alice = login(node, "alice").path("access_token").asText();
    node.stop();

    node = start("bob");
    assertThat(isAdministrator(node, "bob")).isTrue();
    assertThat(isAdministrator(node, "alice")).as("no longer named").isFalse();
    node.rest()
        .as("Bearer " + alice)
        .get("/admin/dead-letters")
        .refused(403, 900030); // the token says otherwise, and it is still good
    node.stop();
  }

  private static Node start(String admins) {
    return cluster.start("all", Map.of("maru.admins", admins));
  }

  private static String register(Node node, String name) {
    return node.rest()
        .post(
            "/auth/register",
            Map.of("username", name, "email", name + "@example.org", "password", Person.PASSWORD))
        .expect(201)
        .path("id")
        .asText();
  }

  private static JsonNode login(Node node, String name) {
    return node.rest()
        .post("/auth/login", Map.of("email", name + "@example.org", "password", Person.PASSWORD))
        .expect(200);
  }

  private static boolean isAdministrator(Node node, String name) {
    Rest caller = node.rest().as("Bearer " + login(node, name).path("access_token").asText());
    var answer = caller.get("/admin/dead-letters");
    if (answer.status() == 200) {
      return true;
    }
    answer.refused(403, 900030);
    return false;
  }
}
