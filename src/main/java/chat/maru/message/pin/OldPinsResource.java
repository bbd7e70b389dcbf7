package chat.maru.message.pin;

import chat.maru.access.Gate;
import chat.maru.access.Grant;
import chat.maru.auth.Caller;
import chat.maru.platform.http.Param;
import chat.maru.wire.MessageJson;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/// The pins of a channel, at the addresses that older clients ask.
@Path("/channels/{channel_id}/pins")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class OldPinsResource {
  @Inject Caller caller;
  @Inject Gate gate;
  @Inject PinKeeper keeper;

  /// Returns all pinned messages.
  @GET
  public List<MessageJson> deprecatedListPins(@PathParam("channel_id") String channel) {
    return keeper.list(channel(channel));
  }

  /// Pins a message.
  @PUT
  @Path("/{message_id}")
  public void deprecatedCreatePin(
      @PathParam("channel_id") String channel, @PathParam("message_id") String message) {
    keeper.pin(channel(channel), Param.id("message_id", message));
  }

  /// Takes a pin off.
  @DELETE
  @Path("/{message_id}")
  public void deprecatedDeletePin(
      @PathParam("channel_id") String channel, @PathParam("message_id") String message) {
    keeper.unpin(channel(channel), Param.id("message_id", message));
  }

  private Grant channel(String channel) {
    return gate.channel(caller.actor(), Param.id("channel_id", channel));
  }
}
