package chat.maru.channel.room;

import chat.maru.access.Gate;
import chat.maru.auth.Caller;
import chat.maru.platform.http.Param;
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

/// Bringing others into a room and taking them out.
@ApplicationScoped
@PermitAll
@Path("/channels/{channel_id}/recipients/{user_id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class RecipientsResource {
  @Inject Caller caller;
  @Inject Gate gate;
  @Inject RoomKeeper keeper;

  @PUT
  public void addGroupDmUser(
      @PathParam("channel_id") String channelId, @PathParam("user_id") String userId) {
    var grant = gate.channel(caller.actor(), Param.id("channel_id", channelId));
    keeper.add(grant, Param.id("user_id", userId));
  }

  @DELETE
  public void deleteGroupDmUser(
      @PathParam("channel_id") String channelId, @PathParam("user_id") String userId) {
    var grant = gate.channel(caller.actor(), Param.id("channel_id", channelId));
    keeper.remove(grant, Param.id("user_id", userId));
  }
}
