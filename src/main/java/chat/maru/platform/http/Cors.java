package chat.maru.platform.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Lets pages of other origins call the API (Fetch standard, "CORS protocol"). Never with
/// credentials: tokens travel in `Authorization`, there are no cookies.
@Provider
@PreMatching
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION)
public class Cors implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String ORIGIN = "Origin";
  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
  private static final String ASKED_METHOD = "Access-Control-Request-Method";
  private static final String ASKED_HEADERS = "Access-Control-Request-Headers";
  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
  private static final String EXPOSED =
      "X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-RateLimit-Reset-After,"
          + " X-RateLimit-Bucket, X-RateLimit-Scope, X-RateLimit-Global, Retry-After,"
          + " X-Request-Id";

  /// `*`, or origins such as `https://chat.example.org` with commas between.
  @Inject
  @ConfigProperty(name = "maru.cors.origins", defaultValue = "*")
  String origins;

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getMethod().equals("OPTIONS") && request.getHeaderString(ASKED_METHOD) != null) {
      request.abortWith(Response.noContent().build());
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getMethod().equals("OPTIONS")) {
      response.setEntity(null); // Jersey would describe itself in WADL
    }
    var origin = request.getHeaderString(ORIGIN);
    if (origin == null) {
      return;
    }
    var headers = response.getHeaders();
    var allowed = allowed();
    if (allowed.contains("*")) {
      headers.putSingle(ALLOW_ORIGIN, "*");
    } else {
      headers.add(HttpHeaders.VARY, ORIGIN);
      if (!allowed.contains(origin)) {
        return;
      }
      headers.putSingle(ALLOW_ORIGIN, origin);
    }
    headers.putSingle("Access-Control-Expose-Headers", EXPOSED);
    if (request.getHeaderString(ASKED_METHOD) != null) {
      grant(headers, request.getHeaderString(ASKED_HEADERS));
    }
  }

  private static void grant(MultivaluedMap<String, Object> headers, @Nullable String asked) {
    headers.putSingle("Access-Control-Allow-Methods", METHODS);
    headers.putSingle("Access-Control-Max-Age", "7200"); // the most that Chromium keeps
    // A star would leave Authorization out.
    headers.putSingle(
        "Access-Control-Allow-Headers", asked == null ? "Authorization, Content-Type" : asked);
  }

  private Set<String> allowed() {
    return Stream.of(origins.split(",", -1)).map(String::strip).collect(Collectors.toSet());
  }
}
