package chat.maru.platform.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import java.util.regex.Pattern;

/// Makes `/api/v10`, `/api/v9`, `/api/v1` and `/api` answer alike: resources are declared without
/// the prefix, and it is taken off before matching. Without a prefix only the addresses that the
/// design names are reachable.
@Provider
@PreMatching
public class Addresses implements ContainerRequestFilter {
  private static final Pattern PREFIX = Pattern.compile("^/?api(/v(10|9|1))?(/|$)");
  private static final Set<String> OPEN =
      Set.of("", "auth", "rooms", "api-docs", "assets", ".well-known");

  @Override
  public void filter(ContainerRequestContext request) {
    var uri = request.getUriInfo();
    var path = uri.getPath(false);
    var match = PREFIX.matcher(path);
    if (match.find()) {
      var rest = path.substring(match.end());
      request.setRequestUri(
          uri.getBaseUri(),
          uri.getRequestUriBuilder().replacePath(uri.getBaseUri().getRawPath() + rest).build());
      return;
    }
    var first = path.startsWith("/") ? path.substring(1) : path;
    var slash = first.indexOf('/');
    if (!OPEN.contains(slash < 0 ? first : first.substring(0, slash))) {
      throw chat.maru.kernel.Problem.NOT_FOUND.error();
    }
  }
}
