package chat.maru.platform.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/// Fills [RequestHead] for every request, before anything may refuse it.
@Provider
@PreMatching
@ApplicationScoped
@Priority(2)
public class Heads implements ContainerRequestFilter {
  @Inject RequestHead head;
  @Inject PeerAddress peerAddress;

  @Override
  public void filter(ContainerRequestContext request) {
    head.fill(
        request.getHeaderString(HttpHeaders.AUTHORIZATION),
        request.getHeaderString(HttpHeaders.USER_AGENT),
        peerAddress.of(request),
        request.getHeaderString(RequestHead.REASON));
  }
}
