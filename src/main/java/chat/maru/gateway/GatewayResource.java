package chat.maru.gateway;

import chat.maru.auth.Caller;
import chat.maru.guild.member.Members;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/// Where the gateway is.
@ApplicationScoped
@PermitAll
@Path("/gateway")
@Produces(MediaType.APPLICATION_JSON)
public class GatewayResource {
  private static final int STARTS = 1000;

  /// What is recommended; a shard may hold more (`maru.gateway.max-guilds-per-shard`).
  private static final int GUILDS_PER_SHARD = 1000;

  @Inject Caller caller;
  @Inject Members members;
  @Inject GatewayConfig config;

  /// The gateway's address.
  public record Gateway(String url) {}

  /// The gateway's address, and how a bot should connect to it.
  public record BotGateway(String url, int shards, StartLimit sessionStartLimit) {}

  /// How many sessions may be started; Maru meters them by queueing and never runs out.
  public record StartLimit(int total, int remaining, int resetAfter, int maxConcurrency) {}

  @GET
  public Gateway getGateway(@Context UriInfo uri, @Context HttpHeaders headers) {
    return new Gateway(url(uri, headers));
  }

  @GET
  @Path("/bot")
  public BotGateway getBotGateway(@Context UriInfo uri, @Context HttpHeaders headers) {
    var guilds = members.guildIdsOf(caller.actor().userId()).size();
    var shards = Math.max(1, Math.ceilDiv(guilds, GUILDS_PER_SHARD));
    return new BotGateway(
        url(uri, headers), shards, new StartLimit(STARTS, STARTS, 0, Turns.MAX_CONCURRENCY));
  }

  private String url(UriInfo uri, HttpHeaders headers) {
    var secure =
        Optional.ofNullable(headers.getHeaderString("X-Forwarded-Proto"))
            .orElse(uri.getRequestUri().getScheme())
            .startsWith("https");
    var host =
        Optional.ofNullable(headers.getHeaderString(HttpHeaders.HOST))
            .orElse(uri.getRequestUri().getAuthority());
    return config.url((secure ? "wss://" : "ws://") + host);
  }
}
