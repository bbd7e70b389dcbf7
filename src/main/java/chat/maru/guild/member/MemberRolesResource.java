package chat.maru.guild.member;

import chat.maru.auth.Caller;
import chat.maru.platform.http.Param;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// The roles of a member.
@ApplicationScoped
@PermitAll
@Path("/guilds/{guild_id}/members/{user_id}/roles/{role_id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class MemberRolesResource {
  @Inject Caller caller;
  @Inject MemberRoles roles;

  @PUT
  public void addGuildMemberRole(
      @PathParam("guild_id") String guildId,
      @PathParam("user_id") String userId,
      @PathParam("role_id") String roleId) {
    roles.give(
        caller.actor(),
        Param.id("guild_id", guildId),
        Param.id("user_id", userId),
        Param.id("role_id", roleId));
  }

  @DELETE
  public void deleteGuildMemberRole(
      @PathParam("guild_id") String guildId,
      @PathParam("user_id") String userId,
      @PathParam("role_id") String roleId) {
    roles.take(
        caller.actor(),
        Param.id("guild_id", guildId),
        Param.id("user_id", userId),
        Param.id("role_id", roleId));
  }
}
