package chat.maru.channel;

import chat.maru.access.Gate;
import chat.maru.access.Grant;
import chat.maru.auth.Caller;
import chat.maru.platform.http.Param;
import chat.maru.wire.ChannelJson;
import chat.maru.wire.ChannelSettings;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/// One channel or room.
@ApplicationScoped
@PermitAll
@Path("/channels/{channel_id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ChannelsResource {
  @Inject Caller caller;
  @Inject Gate gate;
  @Inject @Any Instance<ChannelKind> kinds;

  @GET
  public ChannelJson getChannel(@PathParam("channel_id") String channelId) {
    var grant = grant(channelId);
    return kindOf(grant).show(grant);
  }

  @PATCH
  public ChannelJson updateChannel(
      @PathParam("channel_id") String channelId, @Nullable ChannelSettings body) {
    var grant = grant(channelId);
    return kindOf(grant).modify(grant, Param.body(body));
  }

  /// Deletes a channel of a guild, leaves a room, and leaves a conversation of two as it is.
  @DELETE
  public ChannelJson deleteChannel(@PathParam("channel_id") String channelId) {
    var grant = grant(channelId);
    return kindOf(grant).delete(grant);
  }

  private Grant grant(String channelId) {
    return gate.channel(caller.actor(), Param.id("channel_id", channelId));
  }

  private ChannelKind kindOf(Grant grant) {
    return kinds.stream().filter(kind -> kind.includes(grant)).findFirst().orElseThrow();
  }
}
