package chat.maru.channel.invite;

import chat.maru.auth.Caller;
import chat.maru.platform.http.Param;
import chat.maru.wire.CreateInvite;
import chat.maru.wire.InviteJson;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Invites to a guild.
@ApplicationScoped
@PermitAll
@Path("/guilds/{guild_id}/invites")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class GuildInvitesResource {
  @Inject Caller caller;
  @Inject InviteMaker maker;
  @Inject InviteKeeper keeper;

  @GET
  public List<InviteJson> listGuildInvites(@PathParam("guild_id") String guildId) {
    return keeper.listOfGuild(caller.actor(), Param.id("guild_id", guildId));
  }

  @POST
  public InviteJson createGuildInvite(
      @PathParam("guild_id") String guildId, @Nullable CreateInvite body) {
    return maker.toGuild(
        caller.actor(),
        Param.id("guild_id", guildId),
        Objects.requireNonNullElseGet(body, CreateInvite::usual));
  }
}
