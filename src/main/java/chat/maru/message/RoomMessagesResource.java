package chat.maru.message;

import chat.maru.access.Gate;
import chat.maru.access.Grant;
import chat.maru.auth.Caller;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.message.read.ReadKeeper;
import chat.maru.platform.http.Param;
import chat.maru.wire.CreateMessage;
import chat.maru.wire.MessageJson;
import chat.maru.wire.ReadStateJson;
import chat.maru.wire.ReadUpTo;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// The messages of a room, and how far its people have read: a view of the same channels and
/// messages.
@Path("/rooms/{room_id}")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class RoomMessagesResource {
  @Inject Caller caller;
  @Inject Gate gate;
  @Inject MessageSender sender;
  @Inject MessageReader reader;
  @Inject ReadKeeper readKeeper;

  /// Returns a page of the history, newest first; with `after`, what a client missed.
  @GET
  @Path("/messages")
  public List<MessageJson> listRoomMessages(
      @PathParam("room_id") String room, @BeanParam MessagesResource.Cursor cursor) {
    return reader.page(room(room), cursor.read());
  }

  /// Sends a message and returns it as stored.
  @POST
  @Path("/messages")
  @APIResponseSchema(MessageJson.class)
  public JsonNode createRoomMessage(
      @PathParam("room_id") String room, @Nullable CreateMessage body) {
    var grant = room(room);
    if (body == null) {
      throw Problem.EMPTY_MESSAGE.error();
    }
    return sender.send(grant.actor(), grant.channelId(), Sent.of(body));
  }

  /// Moves the caller's read cursor forward; a cursor never moves back.
  @POST
  @Path("/read")
  public ReadStateJson readRoom(@PathParam("room_id") String room, @Nullable ReadUpTo body) {
    var grant = room(room);
    var id = body == null ? null : body.lastReadMessageId();
    new Check().required("lastReadMessageId", id).orRefuse();
    return readKeeper.read(grant, id == null ? 0 : id);
  }

  private Grant room(String room) {
    var grant = gate.channel(caller.actor(), Param.id("room_id", room));
    if (grant.guildId() != 0) {
      throw Problem.UNKNOWN_CHANNEL.error();
    }
    return grant;
  }
}
