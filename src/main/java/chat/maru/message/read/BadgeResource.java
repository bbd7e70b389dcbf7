package chat.maru.message.read;

import chat.maru.auth.Caller;
import chat.maru.kernel.Problem;
import chat.maru.wire.BadgeJson;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// The number on a person's badge.
@Path("/users/@me/badge")
@ApplicationScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class BadgeResource {
  @Inject Caller caller;
  @Inject ReadKeeper keeper;

  @GET
  public BadgeJson getBadge() {
    var actor = caller.actor();
    if (actor.bot()) {
      throw Problem.BOTS_CANNOT_USE.error();
    }
    return keeper.badge(actor);
  }
}
