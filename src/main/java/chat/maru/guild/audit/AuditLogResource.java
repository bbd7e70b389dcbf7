package chat.maru.guild.audit;

import chat.maru.auth.Caller;
import chat.maru.guild.audit.AuditEntries.Filter;
import chat.maru.platform.http.Param;
import chat.maru.wire.AuditLogJson;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/// The audit log of a guild.
@ApplicationScoped
@PermitAll
@Path("/guilds/{guild_id}/audit-logs")
@Produces(MediaType.APPLICATION_JSON)
public class AuditLogResource {
  @Inject Caller caller;
  @Inject AuditReader reader;

  @GET
  public AuditLogJson listGuildAuditLogEntries(
      @PathParam("guild_id") String guildId, @BeanParam Query query) {
    return reader.read(caller.actor(), Param.id("guild_id", guildId), query.read());
  }

  /// The query's parameters.
  public static class Query {
    @QueryParam("user_id")
    @Nullable String userId;

    @QueryParam("target_id")
    @Nullable String targetId;

    @QueryParam("action_type")
    @Nullable String actionType;

    @QueryParam("before")
    @Nullable String before;

    @QueryParam("after")
    @Nullable String after;

    @QueryParam("limit")
    @Nullable String limit;

    AuditReader.Page read() {
      return new AuditReader.Page(
          new Filter(
              Param.optionalId("user_id", userId).orElse(0L),
              Param.optionalId("target_id", targetId).orElse(0L),
              Param.optionalInt("action_type", actionType).orElse(0)),
          Param.optionalId("before", before),
          Param.optionalId("after", after),
          Param.limit(limit, 50, 100));
    }
  }
}
