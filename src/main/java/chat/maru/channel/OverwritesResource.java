package chat.maru.channel;

import chat.maru.access.Gate;
import chat.maru.auth.Caller;
import chat.maru.platform.http.Param;
import chat.maru.wire.SetOverwrite;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/// What single roles and members may do in a channel.
@ApplicationScoped
@PermitAll
@Path("/channels/{channel_id}/permissions/{overwrite_id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class OverwritesResource {
  @Inject Caller caller;
  @Inject Gate gate;
  @Inject OverwriteKeeper keeper;

  @PUT
  public void setChannelPermissionOverwrite(
      @PathParam("channel_id") String channelId,
      @PathParam("overwrite_id") String overwriteId,
      @Nullable SetOverwrite body) {
    var grant = gate.channel(caller.actor(), Param.id("channel_id", channelId));
    keeper.set(grant, Param.id("overwrite_id", overwriteId), Param.body(body));
  }

  @DELETE
  public void deleteChannelPermissionOverwrite(
      @PathParam("channel_id") String channelId, @PathParam("overwrite_id") String overwriteId) {
    var grant = gate.channel(caller.actor(), Param.id("channel_id", channelId));
    keeper.remove(grant, Param.id("overwrite_id", overwriteId));
  }
}
