package chat.maru.guild.ban;

import chat.maru.auth.Caller;
import chat.maru.kernel.Check;
import chat.maru.platform.http.Param;
import chat.maru.wire.BulkBan;
import chat.maru.wire.BulkBanJson;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Banning up to 200 users at once.
@ApplicationScoped
@PermitAll
@Path("/guilds/{guild_id}/bulk-ban")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class BulkBanResource {
  private static final int MAX_USERS = 200;

  @Inject Caller caller;
  @Inject BanMaker maker;

  @POST
  public BulkBanJson bulkBanUsersFromGuild(
      @PathParam("guild_id") String guildId, @Nullable BulkBan given) {
    var actor = caller.actor();
    var body = Param.body(given);
    var ids = checked(body);
    var seconds = body.deleteMessageSeconds();
    return maker.banAll(
        actor,
        Param.id("guild_id", guildId),
        ids,
        Duration.ofSeconds(seconds == null ? 0 : seconds));
  }

  private static List<Long> checked(BulkBan body) {
    var ids = Objects.requireNonNullElse(body.userIds(), List.<Long>of());
    var check =
        new Check()
            .required("user_ids", body.userIds())
            .range(
                "delete_message_seconds", body.deleteMessageSeconds(), 0, BansResource.MAX_SECONDS);
    if (body.userIds() != null) {
      check.that(
          !ids.isEmpty() && ids.size() <= MAX_USERS,
          "user_ids",
          "BASE_TYPE_BAD_LENGTH",
          "Must be between 1 and " + MAX_USERS + " in length.");
    }
    check.orRefuse();
    var seen = new LinkedHashSet<Long>();
    for (var i = 0; i < ids.size(); i++) {
      var path = "user_ids." + i;
      check.required(path, ids.get(i));
      check.that(
          seen.add(ids.get(i)),
          path,
          "SET_TYPE_ALREADY_CONTAINS_VALUE",
          "The set already contains this value");
    }
    check.orRefuse();
    return List.copyOf(seen);
  }
}
