package chat.maru.guild;

import chat.maru.auth.Caller;
import chat.maru.platform.http.Param;
import chat.maru.wire.CreateGuild;
import chat.maru.wire.GuildJson;
import chat.maru.wire.ModifyGuild;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// Guilds.
@ApplicationScoped
@PermitAll
@Path("/guilds")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class GuildsResource {
  @Inject Caller caller;
  @Inject GuildFounder founder;
  @Inject GuildKeeper keeper;

  @POST
  @APIResponseSchema(value = GuildJson.class, responseCode = "201")
  public Response createGuild(@Nullable CreateGuild body) {
    var guild = founder.create(caller.actor(), Param.body(body));
    return Response.status(Response.Status.CREATED).entity(guild).build();
  }

  @GET
  @Path("/{guild_id}")
  public GuildJson getGuild(
      @PathParam("guild_id") String guildId, @QueryParam("with_counts") @Nullable String counts) {
    return keeper.show(caller.actor(), Param.id("guild_id", guildId), Param.flag(counts));
  }

  @PATCH
  @Path("/{guild_id}")
  public GuildJson modifyGuild(@PathParam("guild_id") String guildId, @Nullable ModifyGuild body) {
    return keeper.modify(caller.actor(), Param.id("guild_id", guildId), Param.body(body));
  }

  @DELETE
  @Path("/{guild_id}")
  public void deleteGuild(@PathParam("guild_id") String guildId) {
    keeper.delete(caller.actor(), Param.id("guild_id", guildId));
  }
}
