package chat.maru.app.webhook;

import chat.maru.auth.Caller;
import chat.maru.platform.http.Origin;
import chat.maru.platform.http.Param;
import chat.maru.wire.ModifyWebhook;
import chat.maru.wire.WebhookJson;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/// A webhook, for the members who may manage it.
@ApplicationScoped
@PermitAll
@Path("/webhooks/{webhook_id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class WebhookResource {
  @Inject Caller caller;
  @Inject WebhookKeeper keeper;

  @GET
  public WebhookJson getWebhook(
      @PathParam("webhook_id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
    return keeper.show(caller.actor(), Param.id("webhook_id", id)).at(Origin.of(uri, headers));
  }

  @PATCH
  public WebhookJson updateWebhook(
      @PathParam("webhook_id") String id,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Nullable ModifyWebhook body) {
    return keeper
        .modify(caller.actor(), Param.id("webhook_id", id), Param.body(body))
        .at(Origin.of(uri, headers));
  }

  @DELETE
  public void deleteWebhook(@PathParam("webhook_id") String id) {
    keeper.delete(caller.actor(), Param.id("webhook_id", id));
  }
}
