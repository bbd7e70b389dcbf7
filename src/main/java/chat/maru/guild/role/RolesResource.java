package chat.maru.guild.role;

import chat.maru.auth.Caller;
import chat.maru.platform.http.Param;
import chat.maru.wire.MoveRole;
import chat.maru.wire.RoleJson;
import chat.maru.wire.RoleSettings;
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
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The roles of a guild.
@ApplicationScoped
@PermitAll
@Path("/guilds/{guild_id}/roles")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class RolesResource {
  @Inject Caller caller;
  @Inject RoleKeeper keeper;
  @Inject RoleMaker maker;
  @Inject RoleMover mover;

  @GET
  public List<RoleJson> listGuildRoles(@PathParam("guild_id") String guildId) {
    return keeper.list(caller.actor(), Param.id("guild_id", guildId));
  }

  @POST
  public RoleJson createGuildRole(
      @PathParam("guild_id") String guildId, @Nullable RoleSettings body) {
    return maker.create(caller.actor(), Param.id("guild_id", guildId), Param.body(body));
  }

  @PATCH
  public List<RoleJson> bulkUpdateGuildRoles(
      @PathParam("guild_id") String guildId, @Nullable List<@Nullable MoveRole> body) {
    return mover.move(caller.actor(), Param.id("guild_id", guildId), Param.body(body));
  }

  @GET
  @Path("/member-counts")
  public Map<String, Integer> guildRoleMemberCounts(@PathParam("guild_id") String guildId) {
    return keeper.countMembers(caller.actor(), Param.id("guild_id", guildId));
  }

  @GET
  @Path("/{role_id}")
  public RoleJson getGuildRole(
      @PathParam("guild_id") String guildId, @PathParam("role_id") String roleId) {
    return keeper.show(caller.actor(), Param.id("guild_id", guildId), Param.id("role_id", roleId));
  }

  @PATCH
  @Path("/{role_id}")
  public RoleJson updateGuildRole(
      @PathParam("guild_id") String guildId,
      @PathParam("role_id") String roleId,
      @Nullable RoleSettings body) {
    return keeper.modify(
        caller.actor(),
        Param.id("guild_id", guildId),
        Param.id("role_id", roleId),
        Param.body(body));
  }

  @DELETE
  @Path("/{role_id}")
  public void deleteGuildRole(
      @PathParam("guild_id") String guildId, @PathParam("role_id") String roleId) {
    keeper.delete(caller.actor(), Param.id("guild_id", guildId), Param.id("role_id", roleId));
  }
}
