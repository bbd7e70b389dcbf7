package chat.maru.platform.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/// Where a request was sent to, as its client sees it.
public final class Origin {
  private Origin() {}

  /// Returns such as `https://chat.example.org`.
  public static String of(UriInfo uri, HttpHeaders headers) {
    var scheme =
        Optional.ofNullable(headers.getHeaderString("X-Forwarded-Proto"))
            .orElse(uri.getRequestUri().getScheme());
    var host =
        Optional.ofNullable(headers.getHeaderString(HttpHeaders.HOST))
            .orElse(uri.getRequestUri().getAuthority());
    return (scheme.startsWith("https") ? "https://" : "http://") + host;
  }
}
