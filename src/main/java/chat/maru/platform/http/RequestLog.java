package chat.maru.platform.http;

import chat.maru.platform.telemetry.Correlation;
import chat.maru.platform.telemetry.Telemetry;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Gives every request an id, measures it by method, route and status, and logs it at DEBUG. The
/// route is the resource's template: a raw path would make a metric of every id.
@Provider
@PreMatching
@ApplicationScoped
@Priority(1)
public class RequestLog implements ContainerRequestFilter, ContainerResponseFilter {
  private static final System.Logger LOG = System.getLogger(RequestLog.class.getName());
  private static final String HEADER = "X-Request-Id";
  private static final String STARTED = "chat.maru.started";

  @Inject Telemetry telemetry;
  @Context ResourceInfo matched;

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(STARTED, System.nanoTime());
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    var id = Correlation.current().orElseGet(() -> id(request.getHeaderString(HEADER)));
    response.getHeaders().putSingle(HEADER, id);
    var passedOn = response.getStatus() == 404 && !response.hasEntity(); // see Addresses
    if (passedOn || !(request.getProperty(STARTED) instanceof Long started)) {
      return;
    }
    var took = Duration.ofNanos(System.nanoTime() - started);
    var route = RouteTemplate.of(matched).orElse("unmatched");
    var method = request.getMethod();
    var status = Integer.toString(response.getStatus());
    telemetry.took(
        "maru_http_requests", took, Map.of("method", method, "route", route, "status", status));
    LOG.log(
        Level.DEBUG,
        "event=http.request method={0} route={1} status={2} ms={3} request_id={4}",
        method,
        route,
        status,
        took.toMillis(),
        id);
  }

  /// The id that a proxy gave, if it may go into logs, else a new one.
  public static String id(@Nullable String given) {
    return given != null && Correlation.isAcceptable(given)
        ? given
        : UUID.randomUUID().toString().substring(0, 18);
  }
}
