package chat.maru.message.audit;

import chat.maru.testkit.Await;
import chat.maru.testkit.Cluster;
import chat.maru.testkit.Node;
import chat.maru.testkit.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// An installation that audits itself twice a second, its administrator and a guild.
final class Audited implements AutoCloseable {
  final Cluster cluster;
  final Node node;
  final Rest admin;
  final String token;
  final String guild;

  private Audited(Cluster cluster, Node node) {
    this.cluster = cluster;
    this.node = node;
    this.token = node.register("u");
    this.admin = node.rest().as("Bearer " + token);
    execute("update users set administrator = true");
    this.guild = admin.post("/guilds", Map.of("name", "Audited")).expect(201).path("id").asText();
  }

  /// @param role of the node that answers
  static Audited start(String name, String role) {
    var cluster =
        Cluster.create(name)
            .with("maru.audit.every", "PT0.5S")
            .with("maru.audit.settle", "PT1S")
            .with("maru.audit.window", "20");
    return new Audited(cluster, cluster.start(role));
  }

  String channel(String name) {
    return channel(Map.of("name", name));
  }

  String channel(Map<String, Object> body) {
    return admin.post("/guilds/" + guild + "/channels", body).expect(201).path("id").asText();
  }

  List<String> say(String channel, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            number ->
                admin
                    .post("/channels/" + channel + "/messages", Map.of("content", "no. " + number))
                    .expect(200)
                    .path("id")
                    .asText())
        .toList();
  }

  JsonNode sums() {
    return admin.get("/admin/audit").expect(200);
  }

  /// The finding of a channel, once it is there.
  JsonNode awaits(Fault fault, String channel) {
    Await.until(
        fault + " is found", Duration.ofSeconds(60), () -> find(fault, channel).isPresent());
    return find(fault, channel).orElseThrow();
  }

  Optional<JsonNode> find(Fault fault, String channel) {
    return admin
        .get("/admin/audit/findings?limit=100&kind=" + fault.kind())
        .expect(200)
        .valueStream()
        .filter(it -> it.path("finding").path("fault").asText().equals(fault.name()))
        .filter(it -> it.path("finding").path("channel_id").asText().equals(channel))
        .findFirst();
  }

  void awaitRounds(int more) {
    var now = sums().path("rounds").asLong();
    Await.until(
        more + " rounds",
        Duration.ofSeconds(60),
        () -> sums().path("rounds").asLong() >= now + more);
  }

  void execute(String sql) {
    try (var connection = cluster.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    cluster.close();
  }
}
