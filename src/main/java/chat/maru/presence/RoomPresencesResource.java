package chat.maru.presence;

import chat.maru.access.Gate;
import chat.maru.auth.Caller;
import chat.maru.channel.room.Rooms;
import chat.maru.kernel.Problem;
import chat.maru.platform.http.Param;
import chat.maru.wire.RoomPresenceJson;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/// Who of a room is there.
@Path("/rooms/{room_id}/presences")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class RoomPresencesResource {
  @Inject Caller caller;
  @Inject Gate gate;
  @Inject Rooms rooms;
  @Inject Presences presences;

  /// Returns the state of every member, by user id; `offline` also for whom nobody knows, as while
  /// Redis is away.
  @GET
  public List<RoomPresenceJson> listRoomPresences(@PathParam("room_id") String room) {
    var grant = gate.channel(caller.actor(), Param.id("room_id", room));
    if (grant.guildId() != 0) {
      throw Problem.UNKNOWN_CHANNEL.error();
    }
    var people = rooms.peopleOf(grant.channelId());
    var there = presences.find(people);
    return people.stream()
        .map(id -> new RoomPresenceJson(id, there.getOrDefault(id, SeenPresence.OFFLINE).status()))
        .toList();
  }
}
