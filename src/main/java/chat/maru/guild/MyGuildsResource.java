package chat.maru.guild;

import chat.maru.access.Gate;
import chat.maru.auth.Actor;
import chat.maru.auth.Caller;
import chat.maru.guild.member.MemberKeeper;
import chat.maru.guild.member.Membership;
import chat.maru.guild.member.OnlineMembers;
import chat.maru.platform.http.Param;
import chat.maru.wire.MemberJson;
import chat.maru.wire.MyGuildJson;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The guilds that the caller is in.
@ApplicationScoped
@PermitAll
@Path("/users/@me/guilds")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class MyGuildsResource {
  @Inject Caller caller;
  @Inject Gate gate;
  @Inject Guilds guilds;
  @Inject Membership membership;
  @Inject OnlineMembers online;
  @Inject MemberKeeper members;

  @GET
  public List<MyGuildJson> listMyGuilds(
      @QueryParam("after") @Nullable String after,
      @QueryParam("before") @Nullable String before,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("with_counts") @Nullable String counts) {
    var actor = caller.actor();
    return guilds
        .listOf(
            actor.userId(),
            Param.optionalId("after", after).orElse(0L),
            Param.optionalId("before", before).orElse(Long.MAX_VALUE),
            Param.limit(limit, 200, 200))
        .stream()
        .map(guild -> mine(actor, guild, Param.flag(counts)))
        .toList();
  }

  private MyGuildJson mine(Actor actor, Guild guild, boolean counts) {
    return new MyGuildJson(
        guild.id(),
        guild.name(),
        guild.icon(),
        guild.banner(),
        guild.ownerId() == actor.userId(),
        gate.guildPermissions(actor.userId(), guild.id()),
        guild.features(),
        counts ? Optional.of(guild.memberCount()) : Optional.empty(),
        counts ? Optional.of(online.count(guild.id()).orElse(0)) : Optional.empty());
  }

  @GET
  @Path("/{guild_id}/member")
  public MemberJson getMyGuildMember(@PathParam("guild_id") String guildId) {
    var actor = caller.actor();
    return members.show(actor, Param.id("guild_id", guildId), actor.userId());
  }

  @DELETE
  @Path("/{guild_id}")
  public void leaveGuild(@PathParam("guild_id") String guildId) {
    var actor = caller.actor();
    var grant = gate.guild(actor, Param.id("guild_id", guildId));
    membership.leave(grant.guildId(), actor.userId());
  }
}
