package chat.maru.boot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Startup;

/// What `/health` and the addresses below it answer (MicroProfile Health).
@ApplicationScoped
public class Health {
  @Inject Readiness readiness;

  @Produces
  @ApplicationScoped
  @org.eclipse.microprofile.health.Readiness
  HealthCheck ready() {
    return readiness::answer;
  }

  /// Nothing that a restart would not mend is asked here.
  @Produces
  @ApplicationScoped
  @Liveness
  HealthCheck live() {
    return () -> HealthCheckResponse.up("process");
  }

  @Produces
  @ApplicationScoped
  @Startup
  HealthCheck started() {
    return () -> HealthCheckResponse.named("start").status(readiness.started()).build();
  }
}
