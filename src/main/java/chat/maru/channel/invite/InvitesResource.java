package chat.maru.channel.invite;

import chat.maru.auth.Caller;
import chat.maru.platform.http.Param;
import chat.maru.wire.InviteJson;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/// Invites by their code.
@ApplicationScoped
@PermitAll
@Path("/invites/{code}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class InvitesResource {
  @Inject Caller caller;
  @Inject InviteKeeper keeper;

  /// Needs no credentials: who has the code may look.
  @GET
  public InviteJson inviteResolve(
      @PathParam("code") String code, @QueryParam("with_counts") @Nullable String counts) {
    return keeper.preview(code, Param.flag(counts));
  }

  @POST
  public InviteJson acceptInvite(@PathParam("code") String code) {
    return keeper.accept(caller.actor(), code);
  }

  @DELETE
  public InviteJson inviteRevoke(@PathParam("code") String code) {
    return keeper.delete(caller.actor(), code);
  }
}
