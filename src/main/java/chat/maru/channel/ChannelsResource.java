package chat.maru.channel;

import chat.maru.access.Gate;
import chat.maru.auth.Caller;
import chat.maru.platform.http.Param;
import chat.maru.wire.ChannelJson;
import chat.maru.wire.ModifyChannel;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/// One channel or room.
@ApplicationScoped
@PermitAll
@Path("/channels/{channel_id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ChannelsResource {
  @Inject Caller caller;
  @Inject Gate gate;
  @Inject Channels channels;
  @Inject Rooms rooms;
  @Inject ChannelKeeper keeper;
  @Inject RoomKeeper roomKeeper;

  @GET
  public ChannelJson getChannel(@PathParam("channel_id") String channelId) {
    var grant = gate.channel(caller.actor(), Param.id("channel_id", channelId));
    var me = grant.actor().userId();
    return grant.guildId() == 0
        ? rooms.view(grant.channelId(), me).json(me)
        : channels.view(grant.channelId()).json();
  }

  @PATCH
  public ChannelJson updateChannel(
      @PathParam("channel_id") String channelId, @Nullable ModifyChannel body) {
    var grant = gate.channel(caller.actor(), Param.id("channel_id", channelId));
    return grant.guildId() == 0
        ? roomKeeper.modify(grant, Param.body(body))
        : keeper.modify(grant, Param.body(body));
  }

  /// Deletes a channel of a guild, leaves a room, and leaves a conversation of two as it is.
  @DELETE
  public ChannelJson deleteChannel(@PathParam("channel_id") String channelId) {
    var grant = gate.channel(caller.actor(), Param.id("channel_id", channelId));
    if (grant.guildId() != 0) {
      return keeper.delete(grant);
    }
    var me = grant.actor().userId();
    var room = rooms.view(grant.channelId(), me).json(me);
    if (grant.channelType() == ChannelType.GROUP) {
      roomKeeper.remove(grant, me);
    }
    return room;
  }
}
