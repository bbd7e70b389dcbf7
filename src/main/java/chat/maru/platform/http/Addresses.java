package chat.maru.platform.http;

import chat.maru.kernel.Problem;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import java.util.regex.Pattern;

/// Makes `/api/v10`, `/api/v9`, `/api/v1` and `/api` answer alike: resources are declared without
/// the prefix, and it is taken off before matching, as are slashes at the end. Without a prefix
/// only the addresses that the design names are reachable.
@Provider
@PreMatching
@ApplicationScoped
@Priority(Priorities.HEADER_DECORATOR)
public class Addresses implements ContainerRequestFilter {
  private static final Pattern PREFIX = Pattern.compile("^api(/v(10|9|1))?(/|$)");
  private static final Pattern SLASHES = Pattern.compile("/+$");
  private static final Set<String> OPEN =
      Set.of(
          "",
          "auth",
          "rooms",
          "api-docs",
          "assets",
          ".well-known",
          "attachments",
          "avatars",
          "banners",
          "icons",
          "splashes",
          "discovery-splashes",
          "app-icons",
          "emojis");
  private static final Set<String> RUNTIMES = Set.of("health", "metrics", "openapi");

  @Override
  public void filter(ContainerRequestContext request) {
    var uri = request.getUriInfo();
    if (uri.getRequestUri().toString().contains("%00")) { // no database column could hold it
      throw Problem.BAD_REQUEST.error();
    }
    var asked = uri.getPath(false);
    var path = asked.startsWith("/") ? asked.substring(1) : asked;
    var prefix = PREFIX.matcher(path);
    if (prefix.find()) {
      if (prefix.end() == path.length()) { // what is at the root is no part of the API
        throw Problem.NOT_FOUND.error();
      }
      move(request, path.substring(prefix.end()));
      return;
    }
    var slash = path.indexOf('/');
    var first = slash < 0 ? path : path.substring(0, slash);
    if (RUNTIMES.contains(first)) {
      // Helidon goes on to its own routes after a 404 that has no body; Open Liberty never asks us.
      request.abortWith(Response.status(Response.Status.NOT_FOUND).build());
    } else if (!OPEN.contains(first)) {
      throw Problem.NOT_FOUND.error();
    } else {
      move(request, path);
    }
  }

  private static void move(ContainerRequestContext request, String path) {
    var uri = request.getUriInfo();
    var plain = path.replace("%40", "@"); // some libraries encode the @ of @me and @original
    var to = uri.getBaseUri().getRawPath() + SLASHES.matcher(plain).replaceFirst("");
    if (!to.equals(uri.getRequestUri().getRawPath())) {
      request.setRequestUri(uri.getBaseUri(), uri.getRequestUriBuilder().replacePath(to).build());
    }
  }
}
