package chat.maru.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/// An installation of its own on the shared services: own database, own topics, and the nodes that
/// a test starts.
public final class Cluster implements AutoCloseable {
  private final String name;
  private final String url;
  private final Map<String, String> settings = new HashMap<>();
  private final List<Node> nodes = new CopyOnWriteArrayList<>();

  private Cluster(String name, String url) {
    this.name = name;
    this.url = url;
  }

  /// Makes the database; the nodes make the rest.
  public static Cluster create(String name) {
    return create(name, Services.get());
  }

  /// Makes the database on services of the caller's own, given as by [Services#get].
  public static Cluster create(String name, Map<String, String> services) {
    var own = name + "_" + Long.toString(System.nanoTime(), 36);
    var url =
        Objects.requireNonNull(services.get("maru.db.url"))
            .replaceFirst("/[^/?]+(\\?|$)", "/" + own + "$1");
    var cluster = new Cluster(own, url);
    cluster.settings.putAll(services);
    try (var connection = cluster.connect(url.replace(own, "maru"));
        var statement = connection.createStatement()) {
      statement.execute("create database " + own);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    cluster.settings.put("maru.db.url", url);
    cluster.settings.put("maru.db.pool.max", "10");
    cluster.settings.put("maru.kafka.topic.messages", own + ".messages");
    cluster.settings.put("maru.kafka.topic.persisted", own + ".persisted");
    cluster.settings.put("maru.kafka.topic.dead-letters", own + ".dlq");
    cluster.settings.put("maru.kafka.partitions", "3");
    cluster.settings.put("mp.messaging.incoming.messages-in.group.id", own);
    cluster.settings.put("mp.messaging.incoming.crossposts-in.group.id", own + ".crossposts");
    cluster.settings.put("mp.messaging.incoming.messages-in.session.timeout.ms", "6000");
    cluster.settings.put("maru.limit.tiers.enabled", "false");
    cluster.settings.put("maru.limit.size.create-message", "1000/1s");
    cluster.settings.put("maru.jwt.keys", signingKeys(own).toString());
    return cluster;
  }

  /// One key for all nodes, as an installation of several has it.
  private static Path signingKeys(String own) {
    try {
      var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
      key.setKeyId(own);
      var file = Files.createDirectories(Services.data()).resolve(own + ".jwks");
      Files.writeString(
          file, new JsonWebKeySet(key).toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
      return file;
    } catch (IOException | JoseException e) {
      throw new AssertionError(e);
    }
  }

  /// Starts a node with this role.
  public Node start(String role) {
    return start(role, Map.of());
  }

  /// Starts a node with this role and further system properties.
  public Node start(String role, Map<String, String> more) {
    var properties = new HashMap<>(settings);
    properties.put("maru.role", role);
    properties.putAll(more);
    var node = Node.start(name + "-" + role, properties);
    nodes.add(node);
    return node;
  }

  /// Adds a setting for the nodes that are started from now on.
  public Cluster with(String key, String value) {
    settings.put(key, value);
    return this;
  }

  /// What every node is given.
  public Map<String, String> settings() {
    return Map.copyOf(settings);
  }

  public String setting(String key) {
    return Objects.requireNonNull(settings.get(key), key);
  }

  /// Opens a connection of the test's own to the database.
  public Connection connect() {
    try {
      return connect(url);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /// Returns the first column of every row.
  public List<String> rows(String sql) {
    try (var connection = connect(url);
        var statement = connection.createStatement();
        var found = statement.executeQuery(sql)) {
      var rows = new ArrayList<String>();
      while (found.next()) {
        rows.add(found.getString(1));
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private Connection connect(String address) throws SQLException {
    return DriverManager.getConnection(
        address, setting("maru.db.user"), setting("maru.db.password"));
  }

  @Override
  public void close() {
    nodes.forEach(Node::close);
  }
}
