package chat.maru.boot;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// The page of a plain GET of `/`.
@Path("/")
@ApplicationScoped
@PermitAll
public class HomeResource {
  @GET
  @Produces(MediaType.TEXT_HTML)
  public String home() {
    return "<h1>Maru</h1>";
  }
}
