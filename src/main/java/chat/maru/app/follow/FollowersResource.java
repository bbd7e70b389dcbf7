package chat.maru.app.follow;

import chat.maru.access.Gate;
import chat.maru.auth.Caller;
import chat.maru.platform.http.Param;
import chat.maru.wire.FollowChannel;
import chat.maru.wire.FollowedChannelJson;
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

/// What follows a channel.
@ApplicationScoped
@PermitAll
@Path("/channels/{channel_id}/followers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class FollowersResource {
  @Inject Caller caller;
  @Inject Gate gate;
  @Inject ChannelFollower follower;

  @POST
  public FollowedChannelJson followChannel(
      @PathParam("channel_id") String channel, @Nullable FollowChannel body) {
    var grant = gate.channel(caller.actor(), Param.id("channel_id", channel));
    return follower.follow(grant, Param.body(body));
  }
}
