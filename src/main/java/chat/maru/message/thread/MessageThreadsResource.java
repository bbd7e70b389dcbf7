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

/// Beginning a thread with a message.
@ApplicationScoped
@PermitAll
@Path("/channels/{channel_id}/messages/{message_id}/threads")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class MessageThreadsResource {
  @Inject Caller caller;
  @Inject Gate gate;
  @Inject ThreadStarter starter;
  @Inject SlowMode slowMode;

  @POST
  @APIResponseSchema(value = CreatedThreadJson.class, responseCode = "201")
  public Response createThreadFromMessage(
      @PathParam("channel_id") String channel,
      @PathParam("message_id") String message,
      @Nullable StartThread body) {
    var grant = gate.channel(caller.actor(), Param.id("channel_id", channel));
    var id = Param.id("message_id", message);
    var plan = Param.body(body);
    return Response.status(Response.Status.CREATED)
        .entity(slowMode.thread(grant, () -> starter.onMessage(grant, id, plan)))
        .build();
  }
}
