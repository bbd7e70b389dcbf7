package chat.maru.channel.thread;

import chat.maru.access.Gate;
import chat.maru.auth.Caller;
import chat.maru.platform.http.Param;
import chat.maru.wire.ThreadListJson;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/// The archived private threads of a channel that the caller has joined.
@ApplicationScoped
@PermitAll
@Path("/channels/{channel_id}/users/@me/threads/archived/private")
@Produces(MediaType.APPLICATION_JSON)
public class OwnThreadArchiveResource {
  @Inject Caller caller;
  @Inject Gate gate;
  @Inject ThreadLists lists;

  @GET
  public ThreadListJson listMyPrivateArchivedThreads(
      @PathParam("channel_id") String channel,
      @QueryParam("before") @Nullable String before,
      @QueryParam("limit") @Nullable String limit) {
    return lists.ownPrivateArchive(
        gate.channel(caller.actor(), Param.id("channel_id", channel)),
        Param.optionalId("before", before).orElse(Long.MAX_VALUE),
        Param.limit(limit, ThreadArchiveResource.PAGE, ThreadArchiveResource.MAX_PAGE));
  }
}
