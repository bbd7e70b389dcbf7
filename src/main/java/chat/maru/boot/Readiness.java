package chat.maru.boot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// Whether this node takes requests: after its start, before its drain, and while PostgreSQL
/// answers. Redis and Kafka never take it down; their absence shows as degraded (design section 9).
@ApplicationScoped
public class Readiness {
  private enum Phase {
    STARTING,
    SERVING,
    DRAINING
  }

  @Inject Parts parts;

  private volatile Phase phase = Phase.STARTING;

  /// From now on the node takes requests.
  void up() {
    phase = Phase.SERVING;
  }

  /// From now on load balancers send requests elsewhere.
  void drain() {
    phase = Phase.DRAINING;
  }

  boolean started() {
    return phase != Phase.STARTING;
  }

  HealthCheckResponse answer() {
    var answer =
        HealthCheckResponse.named("maru").withData("phase", phase.name().toLowerCase(Locale.ROOT));
    if (phase == Phase.STARTING) {
      return answer.down().build(); // also asked by the runtime while nothing is there yet
    }
    var found = parts.ask();
    return answer
        .withData("postgresql", found.postgresql() ? "up" : "down")
        .withData("redis", found.redis() ? "up" : "degraded")
        .withData("kafka", found.kafka() ? "up" : "degraded")
        .status(phase == Phase.SERVING && found.postgresql())
        .build();
  }
}
