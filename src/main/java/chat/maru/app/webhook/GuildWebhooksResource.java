package chat.maru.app.webhook;

import chat.maru.auth.Caller;
import chat.maru.platform.http.Origin;
import chat.maru.platform.http.Param;
import chat.maru.wire.WebhookJson;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/// The webhooks of a guild.
@ApplicationScoped
@PermitAll
@Path("/guilds/{guild_id}/webhooks")
@Produces(MediaType.APPLICATION_JSON)
public class GuildWebhooksResource {
  @Inject Caller caller;
  @Inject WebhookKeeper keeper;

  @GET
  public List<WebhookJson> getGuildWebhooks(
      @PathParam("guild_id") String guild, @Context UriInfo uri, @Context HttpHeaders headers) {
    var origin = Origin.of(uri, headers);
    return keeper.listOfGuild(caller.actor(), Param.id("guild_id", guild)).stream()
        .map(it -> it.at(origin))
        .toList();
  }
}
