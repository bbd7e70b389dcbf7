package chat.maru.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.maru.kernel.Problem;
import chat.maru.platform.http.ErrorBody;
import chat.maru.platform.http.RequestLog;
import chat.maru.platform.http.SecurityHeaders;
import chat.maru.platform.telemetry.Correlation;
import chat.maru.wire.Json;
import io.helidon.common.Weight;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.microprofile.server.ServerCdiExtension;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpFeature;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/// What Helidon answers before or without JAX-RS: its own addresses get the security headers too,
/// and an address that is no URI is refused before Jersey fails on it.
@ApplicationScoped
public class RuntimeRoutes {
  private static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");

  @Inject SecurityHeaders securityHeaders;

  void add(
      @Observes @Priority(2100) @Initialized(ApplicationScoped.class) Object event,
      BeanManager beans) {
    var headers =
        securityHeaders.all().entrySet().stream()
            .map(one -> HeaderValues.create(one.getKey(), one.getValue()))
            .toList();
    beans
        .getExtension(ServerCdiExtension.class)
        .serverRoutingBuilder()
        .addFeature(new Between(headers));
  }

  /// Registered after JAX-RS (100) and before Helidon's own features (90 and less).
  @Weight(95)
  private record Between(List<Header> headers) implements HttpFeature {
    @Override
    public void setup(HttpRouting.Builder routing) {
      routing.addFilter(Between::refuseWhatIsNoUri);
      routing.any(this::secure);
    }

    private void secure(ServerRequest request, ServerResponse response) {
      headers.forEach(response.headers()::setIfAbsent);
      response.next();
    }

    private static void refuseWhatIsNoUri(
        FilterChain chain, RoutingRequest request, RoutingResponse response) {
      if (isUri(request)) {
        var given = request.headers().first(REQUEST_ID).orElse(null);
        Correlation.run(RequestLog.id(given), chain::proceed);
        return;
      }
      response
          .status(Status.BAD_REQUEST_400)
          .header(HeaderNames.CONTENT_TYPE, "application/json")
          .send(Json.write(ErrorBody.of(Problem.BAD_REQUEST)).getBytes(UTF_8));
    }

    private static boolean isUri(RoutingRequest request) {
      try {
        var query = request.query().isEmpty() ? "" : "?" + request.query().rawValue();
        var uri = new URI("http://localhost" + request.path().absolute().rawPath() + query);
        return uri.getRawPath() != null;
      } catch (URISyntaxException _) {
        return false;
      }
    }
  }
}
