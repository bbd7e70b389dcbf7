package chat.maru.message.receipt;

import chat.maru.access.Gate;
import chat.maru.auth.Caller;
import chat.maru.platform.http.Param;
import chat.maru.wire.ReceiptJson;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// The receipt of a message.
@Path("/channels/{channel_id}/messages/{message_id}/receipt")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class ReceiptResource {
  @Inject Caller caller;
  @Inject Gate gate;
  @Inject ReceiptMaker maker;

  /// Returns what the server promises of a message, signed; of a deleted one too.
  @GET
  public ReceiptJson getMessageReceipt(
      @PathParam("channel_id") String channel, @PathParam("message_id") String message) {
    var grant = gate.channel(caller.actor(), Param.id("channel_id", channel));
    return maker.make(grant, Param.id("message_id", message));
  }
}
