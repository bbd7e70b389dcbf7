package chat.maru.gateway;

import chat.maru.access.Gate;
import chat.maru.access.Permission;
import chat.maru.gateway.frame.Encoded;
import chat.maru.guild.member.Members;
import chat.maru.message.read.ReadStates;
import chat.maru.wire.Json;
import chat.maru.wire.event.ReadEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Finds out how a session that changes nodes goes on: which of its guilds it still has, which are
/// to be shown anew, and what is not in the log.
///
/// A guild in which something changed that decides who sees what is shown anew, as after an outage
/// of it: GUILD_DELETE with `unavailable`, then GUILD_CREATE.
@ApplicationScoped
class Replays {
  /// What may change which channels everybody sees.
  private static final Set<String> ACCESS =
      Set.of(
          "GUILD_UPDATE",
          "GUILD_DELETE",
          "GUILD_ROLE_UPDATE",
          "GUILD_ROLE_DELETE",
          "CHANNEL_UPDATE",
          "CHANNEL_DELETE");

  /// Beyond the window of RESUME, for clocks that differ.
  private static final Duration READ_SINCE =
      Duration.ofSeconds(60 + TimeUnit.NANOSECONDS.toSeconds(EventQueue.WINDOW));

  @Inject Snapshots snapshots;
  @Inject Members members;
  @Inject ReadStates readStates;
  @Inject Gate gate;
  @Inject Clock clock;

  /// What is shown anew.
  private record Anew(Set<Long> guildIds, List<Encoded> frames, Map<Long, Long> marks) {}

  /// Gives the session the guilds that it has now.
  ///
  /// @param read the node's position in the log, noted before
  /// @param missed what the log holds from the claim's position on
  Replay of(Session session, Claim claim, long read, List<Tailed> missed) {
    var userId = session.actor().userId();
    var known = Set.copyOf(claim.record().guildIds());
    var anew = new Anew(changed(missed, userId), new ArrayList<>(), new HashMap<>());
    var now = new HashSet<>(members.guildIdsOf(userId));
    now.removeIf(guildId -> !session.interest().shard().holds(guildId));
    known.stream()
        .filter(it -> !now.contains(it))
        .map(it -> gone(it, false))
        .forEach(anew.frames::add);
    for (var guildId : now) {
      if (known.contains(guildId) && !anew.guildIds.contains(guildId)) {
        goOn(session, guildId, missed);
      } else {
        show(session, guildId, known.contains(guildId), anew);
      }
    }
    return new Replay(
        claim,
        read,
        told(session, anew).stream().map(frame -> frame.at(claim.position())).toList(),
        anew.guildIds,
        anew.marks,
        cursors(session),
        channelId ->
            (gate.permissions(userId, channelId) & Permission.READ_MESSAGE_HISTORY.bit()) != 0);
  }

  private static List<Encoded> told(Session session, Anew anew) {
    return (session.interest().intents() & Intents.GUILDS) == 0 ? List.of() : anew.frames;
  }

  /// The channels that were made meanwhile are told by the log.
  private void goOn(Session session, long guildId, List<Tailed> missed) {
    var sight = snapshots.sight(session, guildId);
    sight.ifPresent(
        seen -> {
          made(missed, guildId).forEach(seen::forget);
          session.guilds().put(guildId, seen);
        });
  }

  private void show(Session session, long guildId, boolean known, Anew anew) {
    anew.guildIds.add(guildId);
    var guild = snapshots.guild(session, guildId);
    guild.ifPresent(it -> session.guilds().put(guildId, it.sight()));
    guild.ifPresent(it -> anew.marks.putAll(it.marks()));
    if (known) {
      anew.frames.add(gone(guildId, guild.isPresent()));
    }
    guild.flatMap(GuildSnapshot::create).ifPresent(anew.frames::add);
  }

  /// Read cursors are not in the log: those that have moved lately are told as they are.
  private List<Encoded> cursors(Session session) {
    var actor = session.actor();
    return actor.bot()
        ? List.of()
        : readStates.movedSince(actor.userId(), clock.instant().minus(READ_SINCE)).stream()
            .filter(it -> gate.mayView(actor.userId(), it.id()))
            .map(it -> new ReadEvent.Cursor(it.id(), it.lastMessageId(), it.mentionCount()))
            .map(ReadEvent.Ack::new)
            .map(it -> Encoded.of(it.type(), Json.write(it.body()), 0, it.body().channelId()))
            .toList();
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

  private static Encoded gone(long guildId, boolean forNow) {
    var data = "{\"id\":\"" + guildId + (forNow ? "\",\"unavailable\":true}" : "\"}");
    return Encoded.of("GUILD_DELETE", data, guildId, 0);
  }
}
