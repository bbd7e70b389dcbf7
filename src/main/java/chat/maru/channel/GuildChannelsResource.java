package chat.maru.channel;

import chat.maru.auth.Caller;
import chat.maru.platform.http.Param;
import chat.maru.wire.ChannelJson;
import chat.maru.wire.ChannelSettings;
import chat.maru.wire.MoveChannel;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// The channels of a guild.
@ApplicationScoped
@PermitAll
@Path("/guilds/{guild_id}/channels")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class GuildChannelsResource {
  @Inject Caller caller;
  @Inject ChannelMaker maker;
  @Inject ChannelKeeper keeper;
  @Inject ChannelMover mover;

  @GET
  public List<ChannelJson> listGuildChannels(@PathParam("guild_id") String guildId) {
    return keeper.list(caller.actor(), Param.id("guild_id", guildId));
  }

  @POST
  @APIResponseSchema(value = ChannelJson.class, responseCode = "201")
  public Response createGuildChannel(
      @PathParam("guild_id") String guildId, @Nullable ChannelSettings body) {
    var channel = maker.create(caller.actor(), Param.id("guild_id", guildId), Param.body(body));
    return Response.status(Response.Status.CREATED).entity(channel).build();
  }

  @PATCH
  public void bulkUpdateGuildChannels(
      @PathParam("guild_id") String guildId, @Nullable List<@Nullable MoveChannel> body) {
    mover.move(caller.actor(), Param.id("guild_id", guildId), Param.body(body));
  }
}
