package chat.maru.app.webhook;

import chat.maru.access.Gate;
import chat.maru.auth.Caller;
import chat.maru.platform.http.Origin;
import chat.maru.platform.http.Param;
import chat.maru.wire.CreateWebhook;
import chat.maru.wire.WebhookJson;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The webhooks of a channel.
@ApplicationScoped
@PermitAll
@Path("/channels/{channel_id}/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ChannelWebhooksResource {
  @Inject Caller caller;
  @Inject Gate gate;
  @Inject WebhookMaker maker;
  @Inject WebhookKeeper keeper;

  @GET
  public List<WebhookJson> listChannelWebhooks(
      @PathParam("channel_id") String channel, @Context UriInfo uri, @Context HttpHeaders headers) {
    var grant = gate.channel(caller.actor(), Param.id("channel_id", channel));
    var origin = Origin.of(uri, headers);
    return keeper.listOfChannel(grant).stream().map(it -> it.at(origin)).toList();
  }

  @POST
  public WebhookJson createWebhook(
      @PathParam("channel_id") String channel,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Nullable CreateWebhook body) {
    var grant = gate.channel(caller.actor(), Param.id("channel_id", channel));
    return maker.create(grant, Param.body(body)).at(Origin.of(uri, headers));
  }
}
