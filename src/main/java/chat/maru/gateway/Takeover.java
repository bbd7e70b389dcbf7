package chat.maru.gateway;

import chat.maru.access.Gate;
import chat.maru.access.Permission;
import chat.maru.auth.Actor;
import chat.maru.guild.member.Members;
import chat.maru.kernel.PlantedFault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Goes on with a session of another node (design section 4, "Resume"; ADR 0025): what its client
/// has not got is read again from the log, at the cost of some that it has got where that node did
/// not end by itself.
///
/// A guild in which something changed that decides who sees what is shown anew, as after an outage
/// of it: GUILD_DELETE with `unavailable`, then GUILD_CREATE.
@ApplicationScoped
public class Takeover {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

  /// What may change which channels everybody sees.
  private static final Set<String> ACCESS =
      Set.of(
          "GUILD_UPDATE",
          "GUILD_DELETE",
          "GUILD_ROLE_UPDATE",
          "GUILD_ROLE_DELETE",
          "CHANNEL_UPDATE",
          "CHANNEL_DELETE");

  @Inject SessionRecords records;
  @Inject SessionHub hub;
  @Inject Recent recent;
  @Inject Snapshots snapshots;
  @Inject Members members;
  @Inject Gate gate;

  /// Makes the session this node's and brings its client up to date.
  ///
  /// @param seen the last sequence number that the client has got
  public Resumed resume(Connection to, Actor as, String sessionId, int seen)
      throws InterruptedException {
    var claim = records.claim(sessionId, as.userId(), seen);
    if (claim.isEmpty() || !isReached(claim.get().position())) {
      return Resumed.UNKNOWN;
    }
    var session = new Session(claim.get(), as);
    session.presence().show(claim.get().record().appearance());
    var replay = replay(session, claim.get());
    if (replay.isEmpty()) {
      return Resumed.UNKNOWN;
    }
    to.carry(session);
    return hub.takeOver(session, to, replay.get());
  }

  /// The other node may have read further than this one.
  private boolean isReached(long position) throws InterruptedException {
    var end = System.nanoTime() + PATIENCE;
    while (recent.position() < position) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return true;
  }

  /// Empty where the log is not held so far back.
  private Optional<Replay> replay(Session session, Claim claim) {
    var read = recent.position();
    return recent
        .from(claim.position(), Integer.MAX_VALUE)
        .map(missed -> replay(session, claim, read, missed));
  }

  private Replay replay(Session session, Claim claim, long read, List<Tailed> missed) {
    var userId = session.actor().userId();
    var known = Set.copyOf(claim.record().guildIds());
    var renewed = changed(missed, userId);
    var frames = new ArrayList<Encoded>();
    var marks = new HashMap<Long, Long>();
    var now = new HashSet<>(members.guildIdsOf(userId));
    now.removeIf(guildId -> !session.interest().shard().holds(guildId));
    known.stream().filter(it -> !now.contains(it)).forEach(it -> frames.add(gone(it, false)));
    for (var guildId : now) {
      if (known.contains(guildId) && !renewed.contains(guildId)) {
        snapshots
            .sight(session, guildId)
            .map(sight -> without(sight, made(missed, guildId)))
            .ifPresent(sight -> session.guilds().put(guildId, sight));
      } else {
        renewed.add(guildId);
        var guild = snapshots.guild(session, guildId);
        guild.ifPresent(it -> session.guilds().put(guildId, it.sight()));
        guild.ifPresent(it -> marks.putAll(it.marks()));
        if (known.contains(guildId)) {
          frames.add(gone(guildId, guild.isPresent()));
        }
        guild.flatMap(GuildSnapshot::create).ifPresent(frames::add);
      }
    }
    var told = (session.interest().intents() & Intents.GUILDS) == 0 ? List.<Encoded>of() : frames;
    return new Replay(
        claim.seen(),
        PlantedFault.TAKEOVER_FROM_HERE.isPlanted() ? read : claim.position(),
        read,
        told.stream().map(frame -> frame.at(claim.position())).toList(),
        renewed,
        marks,
        channelId ->
            (gate.permissions(userId, channelId) & Permission.READ_MESSAGE_HISTORY.bit()) != 0);
  }

  private static Set<Long> changed(List<Tailed> missed, long userId) {
    return missed.stream()
        .filter(
            entry ->
                ACCESS.contains(entry.type())
                    || entry.type().startsWith("GUILD_MEMBER_") && entry.userId() == userId)
        .map(Tailed::guildId)
        .filter(guildId -> guildId != 0)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static Set<Long> made(List<Tailed> missed, long guildId) {
    return missed.stream()
        .filter(entry -> entry.guildId() == guildId && entry.type().equals("CHANNEL_CREATE"))
        .map(Tailed::roomId)
        .collect(Collectors.toSet());
  }

  /// The client is told of these by the log.
  private static Sight without(Sight sight, Set<Long> channelIds) {
    channelIds.forEach(sight::forget);
    return sight;
  }

  private static Encoded gone(long guildId, boolean forNow) {
    var data = "{\"id\":\"" + guildId + (forNow ? "\",\"unavailable\":true}" : "\"}");
    return Encoded.of("GUILD_DELETE", data, guildId, 0);
  }
}
