package chat.maru.app;

import chat.maru.auth.Caller;
import chat.maru.platform.http.Param;
import chat.maru.wire.ApplicationJson;
import chat.maru.wire.CreateApplication;
import chat.maru.wire.ModifyApplication;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// Applications: by id for their owners, as `@me` for their bots.
@ApplicationScoped
@PermitAll
@Path("/applications")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ApplicationsResource {
  @Inject Caller caller;
  @Inject ApplicationKeeper keeper;

  @POST
  @APIResponseSchema(value = ApplicationJson.class, responseCode = "201")
  public Response createApplication(@Nullable CreateApplication body) {
    var application = keeper.create(caller.actor(), Param.body(body));
    return Response.status(Response.Status.CREATED).entity(application).build();
  }

  @GET
  public List<ApplicationJson> listApplications() {
    return keeper.list(caller.actor());
  }

  @GET
  @Path("/@me")
  public ApplicationJson getMyApplication() {
    return keeper.showOwn(caller.actor());
  }

  @PATCH
  @Path("/@me")
  public ApplicationJson updateMyApplication(@Nullable ModifyApplication body) {
    return keeper.modifyOwn(caller.actor(), Param.body(body));
  }

  @GET
  @Path("/{application_id}")
  public ApplicationJson getApplication(@PathParam("application_id") String id) {
    return keeper.show(caller.actor(), Param.id("application_id", id));
  }

  @PATCH
  @Path("/{application_id}")
  public ApplicationJson updateApplication(
      @PathParam("application_id") String id, @Nullable ModifyApplication body) {
    return keeper.modify(caller.actor(), Param.id("application_id", id), Param.body(body));
  }

  @DELETE
  @Path("/{application_id}")
  public void deleteApplication(@PathParam("application_id") String id) {
    keeper.delete(caller.actor(), Param.id("application_id", id));
  }

  @POST
  @Path("/{application_id}/bot/reset")
  @Consumes(MediaType.WILDCARD)
  public Map<String, String> resetBotToken(@PathParam("application_id") String id) {
    return Map.of("token", keeper.resetToken(caller.actor(), Param.id("application_id", id)));
  }
}
