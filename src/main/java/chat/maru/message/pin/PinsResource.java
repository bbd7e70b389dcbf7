package chat.maru.message.pin;

import chat.maru.access.Gate;
import chat.maru.access.Grant;
import chat.maru.auth.Caller;
import chat.maru.platform.http.Param;
import chat.maru.wire.PinsJson;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// The pins of a channel.
@Path("/channels/{channel_id}/messages/pins")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class PinsResource {
  @Inject Caller caller;
  @Inject Gate gate;
  @Inject PinKeeper keeper;

  /// Returns a page of pins, youngest first.
  @GET
  public PinsJson listPins(
      @PathParam("channel_id") String channel,
      @Parameter(schema = @Schema(format = "date-time")) @QueryParam("before")
          @Nullable String before,
      @QueryParam("limit") @Nullable String limit) {
    return keeper.page(
        channel(channel),
        Param.optionalInstant("before", before),
        Param.limit(limit, PinKeeper.MAX, PinKeeper.MAX));
  }

  /// Pins a message.
  @PUT
  @Path("/{message_id}")
  public void createPin(
      @PathParam("channel_id") String channel, @PathParam("message_id") String message) {
    keeper.pin(channel(channel), Param.id("message_id", message));
  }

  /// Takes a pin off.
  @DELETE
  @Path("/{message_id}")
  public void deletePin(
      @PathParam("channel_id") String channel, @PathParam("message_id") String message) {
    keeper.unpin(channel(channel), Param.id("message_id", message));
  }

  private Grant channel(String channel) {
    return gate.channel(caller.actor(), Param.id("channel_id", channel));
  }
}
