package chat.maru.message;

import chat.maru.access.Gate;
import chat.maru.auth.Caller;
import chat.maru.kernel.Check;
import chat.maru.platform.http.Param;
import chat.maru.wire.BulkDelete;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Deleting many messages at once.
@Path("/channels/{channel_id}/messages/bulk-delete")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class BulkDeleteResource {
  @Inject Caller caller;
  @Inject Gate gate;
  @Inject MessageRemover remover;

  /// Deletes 2 to 100 messages that are under 14 days old.
  @POST
  public void bulkDeleteMessages(
      @PathParam("channel_id") String channel, @Nullable BulkDelete body) {
    var grant = gate.channel(caller.actor(), Param.id("channel_id", channel));
    var ids = body == null ? null : body.messages();
    new Check().required("messages", ids).orRefuse();
    remover.removeAll(grant, ids == null ? List.of() : ids);
  }
}
