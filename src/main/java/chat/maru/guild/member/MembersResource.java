package chat.maru.guild.member;

import chat.maru.auth.Caller;
import chat.maru.platform.http.Param;
import chat.maru.wire.MemberJson;
import chat.maru.wire.ModifyCurrentMember;
import chat.maru.wire.ModifyMember;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The members of a guild.
@ApplicationScoped
@PermitAll
@Path("/guilds/{guild_id}/members")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class MembersResource {
  @Inject Caller caller;
  @Inject MemberKeeper keeper;
  @Inject MemberEditor editor;

  @GET
  public List<MemberJson> listGuildMembers(
      @PathParam("guild_id") String guildId,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    return keeper.list(
        caller.actor(),
        Param.id("guild_id", guildId),
        Param.optionalId("after", after).orElse(0L),
        Param.limit(limit, 1, 1000));
  }

  @GET
  @Path("/search")
  public List<MemberJson> searchGuildMembers(
      @PathParam("guild_id") String guildId,
      @QueryParam("query") @Nullable String query,
      @QueryParam("limit") @Nullable String limit) {
    return keeper.search(
        caller.actor(), Param.id("guild_id", guildId), query, Param.limit(limit, 1, 1000));
  }

  @GET
  @Path("/{user_id}")
  public MemberJson getGuildMember(
      @PathParam("guild_id") String guildId, @PathParam("user_id") String userId) {
    var actor = caller.actor();
    var user = userId.equals("@me") ? actor.userId() : Param.id("user_id", userId);
    return keeper.show(actor, Param.id("guild_id", guildId), user);
  }

  @PATCH
  @Path("/@me")
  public MemberJson modifyCurrentMember(
      @PathParam("guild_id") String guildId, @Nullable ModifyCurrentMember body) {
    return editor.modifySelf(caller.actor(), Param.id("guild_id", guildId), Param.body(body));
  }

  /// Changes the own nickname, where older libraries do it.
  @PATCH
  @Path("/@me/nick")
  public MemberJson modifyCurrentMemberNick(
      @PathParam("guild_id") String guildId, @Nullable ModifyCurrentMember body) {
    return modifyCurrentMember(guildId, body);
  }

  @PATCH
  @Path("/{user_id}")
  public MemberJson modifyGuildMember(
      @PathParam("guild_id") String guildId,
      @PathParam("user_id") String userId,
      @Nullable ModifyMember body) {
    return editor.modify(
        caller.actor(),
        Param.id("guild_id", guildId),
        Param.id("user_id", userId),
        Param.body(body));
  }

  @DELETE
  @Path("/{user_id}")
  public void removeGuildMember(
      @PathParam("guild_id") String guildId, @PathParam("user_id") String userId) {
    keeper.kick(caller.actor(), Param.id("guild_id", guildId), Param.id("user_id", userId));
  }
}
