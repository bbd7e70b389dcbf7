package chat.maru.message.thread;

import chat.maru.access.Gate;
import chat.maru.auth.Caller;
import chat.maru.message.SlowMode;
import chat.maru.platform.http.Param;
import chat.maru.wire.CreatedThreadJson;
import chat.maru.wire.StartThread;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// Beginning threads of their own, and posts.
@ApplicationScoped
@PermitAll
@Path("/channels/{channel_id}/threads")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ThreadsResource {
  @Inject Caller caller;
  @Inject Gate gate;
  @Inject ThreadStarter starter;
  @Inject SlowMode slowMode;

  @POST
  @APIResponseSchema(value = CreatedThreadJson.class, responseCode = "201")
  public Response createThread(
      @PathParam("channel_id") String channel, @Nullable StartThread body) {
    var grant = gate.channel(caller.actor(), Param.id("channel_id", channel));
    var plan = Param.body(body);
    return Response.status(Response.Status.CREATED)
        .entity(slowMode.thread(grant, () -> starter.alone(grant, plan)))
        .build();
  }
}
