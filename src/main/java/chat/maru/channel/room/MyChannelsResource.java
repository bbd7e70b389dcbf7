package chat.maru.channel.room;

import chat.maru.auth.Caller;
import chat.maru.platform.http.Param;
import chat.maru.wire.ChannelJson;
import chat.maru.wire.CreatePrivateChannel;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The caller's rooms as the protocol's private channels.
@ApplicationScoped
@PermitAll
@Path("/users/@me/channels")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class MyChannelsResource {
  private static final int SHOWN = 200;

  @Inject Caller caller;
  @Inject RoomMaker maker;
  @Inject Rooms rooms;

  @GET
  public List<ChannelJson> listPrivateChannels() {
    var me = caller.actor().userId();
    return rooms.listOf(me, 0, SHOWN).stream().map(room -> room.json(me)).toList();
  }

  @POST
  public ChannelJson createDm(@Nullable CreatePrivateChannel body) {
    var actor = caller.actor();
    return maker.open(actor, Param.body(body)).json(actor.userId());
  }
}
