package chat.maru.channel.invite;

import chat.maru.access.Gate;
import chat.maru.auth.Caller;
import chat.maru.platform.http.Param;
import chat.maru.wire.CreateInvite;
import chat.maru.wire.InviteJson;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Invites to a channel.
@ApplicationScoped
@PermitAll
@Path("/channels/{channel_id}/invites")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ChannelInvitesResource {
  @Inject Caller caller;
  @Inject Gate gate;
  @Inject InviteMaker maker;
  @Inject InviteKeeper keeper;

  @GET
  public List<InviteJson> listChannelInvites(@PathParam("channel_id") String channelId) {
    return keeper.listOfChannel(gate.channel(caller.actor(), Param.id("channel_id", channelId)));
  }

  @POST
  public InviteJson createChannelInvite(
      @PathParam("channel_id") String channelId, @Nullable CreateInvite body) {
    var grant = gate.channel(caller.actor(), Param.id("channel_id", channelId));
    return maker.create(grant, Objects.requireNonNullElseGet(body, CreateInvite::usual));
  }
}
