package chat.maru.channel.thread;

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
import jakarta.ws.rs.core.MediaType;

/// The active threads of a guild.
@ApplicationScoped
@PermitAll
@Path("/guilds/{guild_id}/threads/active")
@Produces(MediaType.APPLICATION_JSON)
public class ActiveThreadsResource {
  @Inject Caller caller;
  @Inject ThreadLists lists;

  @GET
  public ThreadListJson getActiveGuildThreads(@PathParam("guild_id") String guild) {
    return lists.active(caller.actor(), Param.id("guild_id", guild));
  }
}
