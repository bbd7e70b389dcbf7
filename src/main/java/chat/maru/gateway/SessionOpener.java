package chat.maru.gateway;

import chat.maru.auth.Actor;
import chat.maru.auth.ApplicationFlags;
import chat.maru.gateway.frame.CloseCode;
import chat.maru.gateway.frame.Encoded;
import chat.maru.wire.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes sessions: READY, a GUILD_CREATE for each guild, then what happened meanwhile, then all
/// that comes (design section 4, "Snapshot").
@ApplicationScoped
public class SessionOpener {
  /// Which flags of an application allow which intent; one of the bits is enough.
  private static final Map<Long, Integer> GRANTS =
      Map.of(
          Intents.GUILD_PRESENCES, ApplicationFlags.PRESENCE,
          Intents.GUILD_MEMBERS, ApplicationFlags.MEMBERS,
          Intents.MESSAGE_CONTENT, ApplicationFlags.MESSAGE_CONTENT);

  @Inject Snapshots snapshots;
  @Inject SessionHub hub;
  @Inject Recent recent;
  @Inject GatewayConfig config;
  @Inject Turns turns;

  private final SecureRandom random = new SecureRandom();

  /// How a session is to be made.
  ///
  /// @param sharded whether the client named its shard
  /// @param position the node's position in the log before the credentials were checked
  public record Opening(
      Connection connection, Actor actor, Interest interest, boolean sharded, long position) {}

  /// The node's position in the log, from which a session that is opened now must catch up.
  public long position() {
    return recent.position();
  }

  /// Returns the intents that a bot's application may ask for.
  public long allowedIntents(long applicationId) {
    var flags = snapshots.applicationFlags(applicationId);
    var allowed = Intents.ALL;
    for (var grant : GRANTS.entrySet()) {
      if ((flags & grant.getValue()) == 0) {
        allowed &= ~grant.getKey();
      }
    }
    return allowed;
  }

  /// Makes a session and brings it up to date, within the caller's turn. Waits while the client has
  /// much to read, and others have their turn meanwhile.
  ///
  /// @return empty if the client went away meanwhile, or has to shard and was told so
  public Optional<Session> open(Opening opening) throws InterruptedException {
    var connection = opening.connection();
    var ready = snapshots.ready(opening.actor());
    var shard = opening.interest().shard();
    var guildIds = ready.guildIds().stream().filter(shard::holds).toList();
    if (opening.actor().bot() && guildIds.size() > config.maxGuildsPerShard()) {
      connection.close(CloseCode.SHARDING_REQUIRED);
      return Optional.empty();
    }
    var session = new Session(newId(), opening.actor(), opening.interest(), connection);
    connection.carry(session);
    if (!offer(session, encode(session, opening, ready, guildIds))) {
      return Optional.empty();
    }
    var marks = new HashMap<>(ready.marks());
    for (var guildId : guildIds) {
      var guild = snapshots.guild(session, guildId);
      if (guild.isPresent()) {
        session.guilds().put(guildId, guild.get().sight());
        marks.putAll(guild.get().marks());
        var create = guild.get().create();
        if (create.isPresent() && !offer(session, create.get().at(Encoded.SNAPSHOT))) {
          return Optional.empty();
        }
      }
    }
    hub.goLive(session, opening.position(), marks);
    return Optional.of(session);
  }

  private boolean offer(Session session, Encoded part) throws InterruptedException {
    return session.hasRoom()
        ? session.offerSnapshot(part)
        : turns.without(() -> session.offerSnapshot(part));
  }

  private static Encoded encode(
      Session session, Opening opening, Ready ready, List<Long> guildIds) {
    var actor = opening.actor();
    var shard = opening.interest().shard();
    var body = new LinkedHashMap<String, Object>();
    body.put("v", opening.connection().handshake().version());
    body.put("user", ready.user());
    body.put("guilds", guildIds.stream().map(id -> Map.of("id", id, "unavailable", true)).toList());
    body.put("session_id", session.id());
    body.put("session_type", "normal");
    body.put("resume_gateway_url", opening.connection().handshake().url());
    body.put("private_channels", shard.holdsDirect() ? ready.rooms() : List.of());
    body.put("relationships", List.of());
    body.put("presences", List.of());
    body.put("user_settings", Map.of());
    body.put("geo_ordered_rtc_regions", List.of());
    if (opening.sharded()) {
      body.put("shard", List.of(shard.id(), shard.count()));
    }
    if (!actor.bot()) {
      body.put("read_state", Map.of("version", 0, "partial", false, "entries", ready.unread()));
    }
    if (actor.bot()) {
      body.put(
          "application", Map.of("id", actor.applicationId(), "flags", ready.applicationFlags()));
    }
    return Encoded.of("READY", Json.write(body), 0, 0).at(Encoded.SNAPSHOT);
  }

  private String newId() {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
