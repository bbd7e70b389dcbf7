package chat.maru.auth;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/// The public keys of access tokens, for whoever wants to verify them.
@Path("/.well-known/jwks.json")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class JwksResource {
  @Inject SigningKeys keys;

  @GET
  public Map<String, Object> getKeys() {
    return keys.published();
  }
}
