package chat.maru.platform.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

/// A body that is not there has no type, whatever the client says: several HTTP clients send
/// `application/octet-stream` with nothing. It is taken for JSON that says nothing.
@Provider
@PreMatching
@ApplicationScoped
@Priority(3)
public class NoBody implements ContainerRequestFilter {
  @Override
  public void filter(ContainerRequestContext request) {
    if ("0".equals(request.getHeaderString(HttpHeaders.CONTENT_LENGTH))
        && request.getMediaType() != null) {
      request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
    }
  }
}
