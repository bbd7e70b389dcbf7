package chat.maru.embedded;

import chat.maru.platform.Surroundings.SurroundingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// PostgreSQL with a cluster of its own under `data/postgres`, as durable as in production.
final class Postgres implements EmbeddedService {
  private static final String NAME = "PostgreSQL";
  private static final String PORT_KEY = "maru.embedded.postgres.port";
  private static final String USER = "maru";
  private static final String PASSWORD_FILE = "maru.password";
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final String INVALID_PASSWORD = "28P01";
  private static final int ATTEMPTS = 20;

  private final DataDirectory data;
  private final Programs programs;
  private final Child child;
  private final int port;
  private final Path cluster;

  Postgres(EmbeddedConfig config, DataDirectory data) {
    this.data = data;
    this.programs = new Programs(config.programs());
    this.child = new Child(NAME, "postgres", data);
    this.port = config.port(PORT_KEY, 15_432);
    this.cluster = data.of("postgres");
  }

  @Override
  public void prepare() throws IOException, InterruptedException {
    user(); // refuses a foreign directory before anything is touched
    stop();
    stopUnrecorded();
    Ports.requireFree(port, NAME, PORT_KEY);
  }

  @Override
  public void unpack() throws IOException {
    var _ = programs.postgres();
  }

  @Override
  public void start() throws IOException, InterruptedException {
    if (Files.notExists(cluster)) {
      initialise();
    }
    for (var attempt = 1; !launched(attempt); attempt++) {
      TimeUnit.MILLISECONDS.sleep(500);
    }
    createDatabase();
  }

  @Override
  public Map<String, String> settings() {
    try {
      return Map.of(
          "maru.db.url", url(USER),
          "maru.db.user", USER,
          "maru.db.password", password());
    } catch (IOException e) {
      throw new SurroundingsException(DataDirectory.unusable(data.root(), e), e);
    }
  }

  @Override
  public @Nullable Process process() {
    return child.process();
  }

  @Override
  public void stop() {
    child.stop(_ -> askToStop(), STOP_LIMIT);
  }

  @Override
  public void kill() {
    child.kill();
  }

  /// False when the memory of a killed postmaster is still held by its last backends, which end by
  /// themselves.
  private boolean launched(int attempt) throws IOException, InterruptedException {
    var command =
        user().command(program("postgres"), "-D", cluster.toString(), "-p", Integer.toString(port));
    for (var setting :
        List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=", // their paths may have 107 bytes only
            "max_connections=200",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "logging_collector=off",
            "log_destination=stderr")) {
      command.addAll(List.of("-c", setting));
    }
    new Postmaster(cluster).forgetDead();
    child.launch(command, cluster, Map.of());
    try {
      child.awaitReady(this::answers, START_LIMIT);
      return true;
    } catch (SurroundingsException e) {
      if (attempt < ATTEMPTS && child.complaints().contains("pre-existing shared memory block")) {
        return false;
      }
      throw e;
    }
  }

  /// Makes the cluster beside its place and moves it there when it is whole: what a kill in between
  /// leaves is made again.
  private void initialise() throws IOException, InterruptedException {
    var user = user();
    var draft = data.of("postgres.new");
    Trees.delete(draft);
    Files.createDirectory(draft);
    var password = Trees.createPrivate(data.root().resolve("postgres.password"));
    Files.writeString(password, randomPassword());
    user.give(password);
    user.give(draft);
    child.run(
        user.command(
            program("initdb"),
            "--pgdata=" + draft,
            "--username=" + USER,
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8"),
        data.root(),
        START_LIMIT);
    Files.move(password, draft.resolve(PASSWORD_FILE));
    Files.move(draft, cluster);
  }

  private boolean answers() {
    try (var _ = connect("postgres")) {
      return true;
    } catch (SQLException e) {
      if (INVALID_PASSWORD.equals(e.getSQLState())) {
        throw new SurroundingsException(
            "PostgreSQL refuses the password in %s: put the right one there."
                .formatted(cluster.resolve(PASSWORD_FILE)),
            e);
      }
      return false; // refused or starting up
    } catch (IOException e) {
      throw new SurroundingsException(DataDirectory.unusable(data.root(), e), e);
    }
  }

  private void createDatabase() throws IOException {
    try (var connection = connect("postgres");
        var statement = connection.createStatement()) {
      try (var rows = statement.executeQuery("SELECT FROM pg_database WHERE datname = 'maru'")) {
        if (rows.next()) {
          return;
        }
      }
      statement.execute("CREATE DATABASE maru");
    } catch (SQLException e) {
      var failure = child.failed("could not make the database maru");
      failure.initCause(e);
      throw failure;
    }
  }

  private Connection connect(String database) throws SQLException, IOException {
    var properties = new Properties();
    properties.setProperty("user", USER);
    properties.setProperty("password", password());
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("socketTimeout", "30");
    return DriverManager.getConnection(url(database), properties);
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  private String password() throws IOException {
    return Files.readString(cluster.resolve(PASSWORD_FILE)).strip();
  }

  private static String randomPassword() {
    var bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private boolean askToStop() {
    try {
      var command =
          user().command(program("pg_ctl"), "stop", "-D", cluster.toString(), "-m", "fast", "-W");
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor(10, TimeUnit.SECONDS);
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// A postmaster may have been started in the moment before its pid file was written.
  private void stopUnrecorded() throws IOException, InterruptedException {
    var running = new Postmaster(cluster).running();
    if (running.isPresent() && !(askToStop() && Processes.ended(running.get(), STOP_LIMIT))) {
      throw new SurroundingsException(
          "PostgreSQL (process %d) already runs on %s and does not stop: end it first."
              .formatted(running.get().pid(), cluster));
    }
  }

  private PostgresUser user() throws IOException, InterruptedException {
    return PostgresUser.choose(data, Path.of(program("postgres")));
  }

  private String program(String name) throws IOException {
    return programs.postgres().resolve("bin").resolve(name).toString();
  }
}
