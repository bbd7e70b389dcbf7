package chat.maru.app;

import chat.maru.auth.Caller;
import chat.maru.kernel.Check;
import chat.maru.platform.http.Param;
import chat.maru.wire.ApplicationJson;
import chat.maru.wire.AuthorizeBot;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How users let applications in.
@ApplicationScoped
@PermitAll
@Path("/oauth2")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AuthorizationsResource {
  private static final String DONE = "/oauth2/authorized";

  @Inject Caller caller;
  @Inject ApplicationKeeper keeper;
  @Inject BotInstaller installer;

  @GET
  @Path("/applications/@me")
  public ApplicationJson getMyOauth2Application() {
    return keeper.showOwn(caller.actor());
  }

  @POST
  @Path("/authorize")
  public Map<String, String> authorizeBot(
      @QueryParam("client_id") @Nullable String clientId,
      @QueryParam("permissions") @Nullable String permissions,
      @Nullable AuthorizeBot body) {
    var actor = caller.actor();
    var asked = Param.optionalId("permissions", permissions).orElse(0L);
    new Check().required("client_id", clientId).orRefuse();
    var application = Param.id("client_id", String.valueOf(clientId));
    installer.install(actor, application, asked, Param.body(body));
    return Map.of("location", DONE);
  }
}
