package chat.maru.channel.room;

import chat.maru.auth.Caller;
import chat.maru.platform.http.Param;
import chat.maru.wire.CreateRoom;
import chat.maru.wire.RoomJson;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// The rooms that the caller has part in.
@ApplicationScoped
@PermitAll
@Path("/rooms")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class RoomsResource {
  @Inject Caller caller;
  @Inject RoomMaker maker;
  @Inject Rooms rooms;

  @GET
  public List<RoomJson> listRooms(
      @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
    var me = caller.actor().userId();
    var from = Param.optionalId("after", after).orElse(0L);
    return rooms.listOf(me, from, Param.limit(limit, 100, 200)).stream()
        .map(room -> room.line(me))
        .toList();
  }

  @POST
  @APIResponseSchema(value = RoomJson.class, responseCode = "201")
  public Response createRoom(@Nullable CreateRoom body) {
    var actor = caller.actor();
    var room = maker.create(actor, Param.body(body));
    return Response.status(Response.Status.CREATED).entity(room.line(actor.userId())).build();
  }
}
