package chat.maru.guild.ban;

import chat.maru.auth.Caller;
import chat.maru.kernel.Check;
import chat.maru.platform.http.Param;
import chat.maru.wire.BanJson;
import chat.maru.wire.CreateBan;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bans of a guild.
@ApplicationScoped
@PermitAll
@Path("/guilds/{guild_id}/bans")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class BansResource {
  static final int MAX_SECONDS = 604_800;

  @Inject Caller caller;
  @Inject BanKeeper keeper;
  @Inject BanMaker maker;

  @GET
  public List<BanJson> listGuildBans(
      @PathParam("guild_id") String guildId,
      @QueryParam("before") @Nullable String before,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit) {
    return keeper.list(
        caller.actor(),
        Param.id("guild_id", guildId),
        Param.optionalId("before", before),
        Param.optionalId("after", after).orElse(0L),
        Param.limit(limit, 1000, 1000));
  }

  @GET
  @Path("/{user_id}")
  public BanJson getGuildBan(
      @PathParam("guild_id") String guildId, @PathParam("user_id") String userId) {
    return keeper.show(caller.actor(), Param.id("guild_id", guildId), Param.id("user_id", userId));
  }

  @PUT
  @Path("/{user_id}")
  public void banUserFromGuild(
      @PathParam("guild_id") String guildId,
      @PathParam("user_id") String userId,
      @QueryParam("delete_message_seconds") @Nullable String seconds,
      @QueryParam("delete_message_days") @Nullable String days,
      @Nullable CreateBan body) {
    var asked = body == null ? new CreateBan(null, null) : body;
    var purge =
        purge(
            asked.deleteMessageSeconds() == null
                ? number("delete_message_seconds", seconds)
                : asked.deleteMessageSeconds(),
            asked.deleteMessageDays() == null
                ? number("delete_message_days", days)
                : asked.deleteMessageDays());
    maker.ban(caller.actor(), Param.id("guild_id", guildId), Param.id("user_id", userId), purge);
  }

  @DELETE
  @Path("/{user_id}")
  @Consumes(MediaType.WILDCARD)
  public void unbanUserFromGuild(
      @PathParam("guild_id") String guildId, @PathParam("user_id") String userId) {
    keeper.lift(caller.actor(), Param.id("guild_id", guildId), Param.id("user_id", userId));
  }

  /// Some libraries say in the query what others say in the body.
  private static @Nullable Integer number(String name, @Nullable String value) {
    var number = Param.optionalInt(name, value);
    return number.isPresent() ? number.getAsInt() : null;
  }

  private static Duration purge(@Nullable Integer seconds, @Nullable Integer days) {
    new Check()
        .range("delete_message_seconds", seconds, 0, MAX_SECONDS)
        .range("delete_message_days", days, 0, 7)
        .orRefuse();
    return seconds != null ? Duration.ofSeconds(seconds) : Duration.ofDays(days == null ? 0 : days);
  }
}
