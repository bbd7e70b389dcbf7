package chat.maru.message.poll.result;

import chat.maru.access.Gate;
import chat.maru.auth.Caller;
import chat.maru.platform.http.Param;
import chat.maru.wire.MessageJson;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// The end of a poll, by its message.
@Path("/channels/{channel_id}/polls/{message_id}/expire")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class PollEndsResource {
  @Inject Caller caller;
  @Inject Gate gate;
  @Inject PollEnder ender;

  /// Ends the caller's own poll at once.
  @POST
  public MessageJson pollExpire(
      @PathParam("channel_id") String channel, @PathParam("message_id") String message) {
    var grant = gate.channel(caller.actor(), Param.id("channel_id", channel));
    return ender.expire(grant, Param.id("message_id", message));
  }
}
