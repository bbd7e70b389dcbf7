package chat.maru.boot;

import chat.maru.event.Relay;
import chat.maru.gateway.Gateway;
import chat.maru.limit.LimitConfig;
import chat.maru.message.log.LogRetention;
import chat.maru.platform.Role;
import chat.maru.platform.http.Calls;
import chat.maru.platform.sql.DatabaseProbe;
import chat.maru.platform.sql.NodeLease;
import chat.maru.platform.sql.Schema;
import chat.maru.platform.stream.Consumers;
import chat.maru.platform.stream.StreamException;
import chat.maru.platform.stream.Topics;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Brings the parts up in the order in which they need each other, and down in the reverse one.
@ApplicationScoped
public class Startup {
  private static final System.Logger LOG = System.getLogger(Startup.class.getName());

  /// A call waits up to 5 s for its message to be stored.
  private static final Duration CALLS = Duration.ofSeconds(6);

  @Inject DatabaseProbe database;
  @Inject Schema schema;
  @Inject NodeLease nodeLease;
  @Inject Topics topics;
  @Inject Consumers consumers;
  @Inject Relay relay;
  @Inject LogRetention retention;
  @Inject Gateway gateway;
  @Inject Role role;
  @Inject Figures figures;
  @Inject Readiness readiness;
  @Inject LimitConfig limits;
  @Inject Calls calls;

  @Inject
  @ConfigProperty(name = "maru.db.start-wait-seconds", defaultValue = "60")
  int patienceSeconds;

  void start(@Observes @Priority(2000) @Initialized(ApplicationScoped.class) Object event) {
    checkLimits();
    awaitDatabase();
    schema.migrate();
    nodeLease.start();
    try {
      topics.ensure();
    } catch (StreamException e) {
      throw new StartFailure.StartRefused(String.valueOf(e.getMessage()), e);
    }
    if (role.isWorker()) {
      relay.start();
      retention.start();
    }
    if (role.isGateway()) {
      gateway.start();
    }
    consumers.open();
    figures.show();
    readiness.up();
  }

  /// Before everything else that hears of the end: the web server still answers. What the calls
  /// that run wait for is still carried through; then what the worker holds is finished and given
  /// up, so that another one goes on at once.
  void stop(@Observes @Priority(-1000) @BeforeDestroyed(ApplicationScoped.class) Object event) {
    readiness.drain();
    gateway.drain();
    if (!calls.end(CALLS)) {
      LOG.log(Level.WARNING, "event=calls.left running={0}", calls.running());
    }
    consumers.close();
    relay.end();
  }

  private void checkLimits() {
    try {
      limits.check();
    } catch (IllegalArgumentException e) {
      throw new StartFailure.StartRefused(String.valueOf(e.getMessage()), e);
    }
  }

  private void awaitDatabase() {
    try {
      database.await(Duration.ofSeconds(patienceSeconds));
    } catch (SQLException e) {
      throw new StartFailure.StartRefused(
          "PostgreSQL did not answer within %d s (MARU_DB_URL): %s"
              .formatted(patienceSeconds, e.getMessage()),
          e);
    }
  }
}
