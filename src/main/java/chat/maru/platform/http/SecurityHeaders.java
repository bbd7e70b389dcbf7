package chat.maru.platform.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Puts the security headers on every answer (F386 to F392, after OWASP's list of secure headers).
@Provider
@ApplicationScoped
public class SecurityHeaders implements ContainerResponseFilter {
  private static final long YEAR_SECONDS = 31_536_000;

  /// Enough for the home page and for Swagger UI, whose files all come from this server.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; font-src 'self' data:; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /// How long browsers are told to insist on TLS, in seconds; 0 tells them nothing.
  @Inject
  @ConfigProperty(name = "maru.http.hsts")
  Optional<Long> hsts;

  @Inject
  @ConfigProperty(name = "maru.public.url")
  Optional<String> publicUrl;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    all().forEach((name, value) -> response.getHeaders().putIfAbsent(name, List.of(value)));
  }

  /// The headers, for answers that the runtime gives without JAX-RS.
  public Map<String, String> all() {
    var headers = new LinkedHashMap<String, String>();
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("X-XSS-Protection", "0"); // the filter it switched on was itself a hole
    headers.put("Content-Security-Policy", POLICY);
    headers.put("Referrer-Policy", "strict-origin-when-cross-origin");
    headers.put(
        "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    var seconds = hsts.orElseGet(() -> isSecure() ? YEAR_SECONDS : 0L);
    if (seconds > 0) {
      headers.put("Strict-Transport-Security", "max-age=" + seconds + "; includeSubDomains");
    }
    return headers;
  }

  private boolean isSecure() {
    return publicUrl.map(url -> url.startsWith("https://")).orElse(false);
  }
}
