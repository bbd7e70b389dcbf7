package chat.maru.message.read;

import chat.maru.access.Gate;
import chat.maru.auth.Caller;
import chat.maru.kernel.Problem;
import chat.maru.platform.http.Param;
import chat.maru.wire.AckMessage;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/// Saying that a channel was read, as people's clients do.
@Path("/channels/{channel_id}/messages/{message_id}/ack")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AckResource {
  @Inject Caller caller;
  @Inject Gate gate;
  @Inject ReadKeeper keeper;

  /// What clients are answered: there are no tokens of reading.
  public record Acknowledged(@Nullable String token) {}

  /// Moves the caller's read cursor forward; a cursor never moves back.
  @POST
  public Acknowledged ackMessage(
      @PathParam("channel_id") String channel,
      @PathParam("message_id") String message,
      @Nullable AckMessage body) {
    var actor = caller.actor();
    if (actor.bot()) {
      throw Problem.BOTS_CANNOT_USE.error();
    }
    var grant = gate.channel(actor, Param.id("channel_id", channel));
    keeper.read(grant, Param.id("message_id", message));
    return new Acknowledged(null);
  }
}
