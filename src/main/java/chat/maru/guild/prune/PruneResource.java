package chat.maru.guild.prune;

import chat.maru.auth.Caller;
import chat.maru.platform.http.Param;
import chat.maru.wire.PruneGuild;
import chat.maru.wire.PruneJson;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Pruning a guild.
@ApplicationScoped
@PermitAll
@Path("/guilds/{guild_id}/prune")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PruneResource {
  private static final Param.Bounds DAYS =
      new Param.Bounds("days", 1, PruneOrder.MAX_DAYS, PruneOrder.DEFAULT_DAYS);

  @Inject Caller caller;
  @Inject Pruner pruner;

  @GET
  public PruneJson previewPruneGuild(
      @PathParam("guild_id") String guildId,
      @QueryParam("days") @Nullable String days,
      @QueryParam("include_roles") List<String> roles) {
    var actor = caller.actor();
    var order = PruneOrder.of(Param.intWithin(DAYS, days), roles);
    return new PruneJson(pruner.count(actor, Param.id("guild_id", guildId), order));
  }

  @POST
  public PruneJson pruneGuild(@PathParam("guild_id") String guildId, @Nullable PruneGuild given) {
    var actor = caller.actor();
    var id = Param.id("guild_id", guildId);
    var body = given == null ? new PruneGuild(null, null, null) : given;
    var order = PruneOrder.of(body);
    var removed = 0;
    int some;
    do {
      some = pruner.pruneSome(actor, id, order);
      removed += some;
    } while (some == Pruner.BATCH);
    return new PruneJson(counts(body.computePruneCount()) ? removed : null);
  }

  private static boolean counts(@Nullable JsonNode wanted) {
    return wanted == null || !wanted.asText().equalsIgnoreCase("false");
  }
}
