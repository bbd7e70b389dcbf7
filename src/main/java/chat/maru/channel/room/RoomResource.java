package chat.maru.channel.room;

import chat.maru.access.Gate;
import chat.maru.access.Grant;
import chat.maru.auth.Caller;
import chat.maru.kernel.Problem;
import chat.maru.platform.http.Param;
import chat.maru.wire.RoomJson;
import chat.maru.wire.RoomMemberJson;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Coming into a room, going, and who is there.
@ApplicationScoped
@PermitAll
@Path("/rooms/{room_id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class RoomResource {
  @Inject Caller caller;
  @Inject Gate gate;
  @Inject Rooms rooms;
  @Inject RoomKeeper keeper;

  @GET
  public RoomJson getRoom(@PathParam("room_id") String room) {
    var grant = room(room);
    var me = grant.actor().userId();
    return rooms.view(grant.channelId(), me).line(me);
  }

  @POST
  @Path("/join")
  public RoomJson joinRoom(@PathParam("room_id") String room) {
    var actor = caller.actor();
    return keeper.join(actor, Param.id("room_id", room)).line(actor.userId());
  }

  @POST
  @Path("/leave")
  public void leaveRoom(@PathParam("room_id") String room) {
    var grant = room(room);
    keeper.remove(grant, grant.actor().userId());
  }

  @GET
  @Path("/members")
  public List<RoomMemberJson> listRoomMembers(
      @PathParam("room_id") String room,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit) {
    return rooms.members(
        room(room).channelId(),
        Param.optionalId("after", after).orElse(0L),
        Param.limit(limit, 100, 1000));
  }

  private Grant room(String room) {
    var grant = gate.channel(caller.actor(), Param.id("room_id", room));
    if (grant.guildId() != 0) {
      throw Problem.UNKNOWN_CHANNEL.error();
    }
    return grant;
  }
}
