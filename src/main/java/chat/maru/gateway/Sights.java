package chat.maru.gateway;

import chat.maru.access.Gate;
import chat.maru.channel.ChannelView;
import chat.maru.gateway.frame.Encoded;
import chat.maru.platform.Threads;
import chat.maru.platform.http.Outage;
import chat.maru.wire.ChannelJson;
import chat.maru.wire.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// Tells clients of channels that their users have come to see (CHANNEL_CREATE) or see no more
/// (CHANNEL_DELETE), once each, before any event of the channel.
///
/// A record of a channel decides by itself. After one that changes what a user brings to all
/// channels (its roles, what they grant, who owns the guild) the guild's channels are read off the
/// log's thread; events of channels that the client does not know yet are held back meanwhile.
@ApplicationScoped
class Sights {
  private static final System.Logger LOG = System.getLogger(Sights.class.getName());
  private static final Set<String> OF_ALL =
      Set.of("GUILD_UPDATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE");

  @Inject Gate gate;
  @Inject Sessions sessions;
  @Inject SnapshotReader reader;
  @Inject Threads threads;
  @Inject SessionHub hub;

  /// By guild, whose view is to be compared next. While a guild is in here a thread is at it.
  private final Map<Long, Set<Session>> waiting = new ConcurrentHashMap<>();

  /// How what a session's user sees differs from what its client knows.
  record Change(Session session, List<Channel> gained, List<Channel> lost) {}

  /// A channel as it was read.
  ///
  /// @param mark the last outbox id that is in it
  record Channel(long id, long mark, Encoded create, Encoded gone) {
    static Channel of(ChannelView view) {
      var guildId = view.rights().guildId();
      return new Channel(
          view.id(),
          view.lastOutboxId(),
          Encoded.of("CHANNEL_CREATE", Json.write(view.json()), guildId, view.id()),
          Sights.gone(view.id(), guildId, view.rights().type()));
    }
  }

  /// What a client gets.
  ///
  /// @param gained the channels that it has learnt of, each with the last outbox id that is in it
  record News(List<Encoded> events, Map<Long, Long> gained) {
    private static final News NONE = new News(List.of(), Map.of());
  }

  /// Decides what a session is told when its guild's channel was made, changed or deleted.
  News tell(Session session, Tailed entry) {
    var sight = session.guilds().get(entry.guildId());
    if (sight == null) {
      return News.NONE;
    }
    var id = entry.roomId();
    var sees = gate.mayView(session.actor().userId(), id);
    var knows = sight.knows(id);
    var deleted = entry.type().equals("CHANNEL_DELETE");
    if (knows && (deleted || !sees)) {
      sight.forget(id);
      return new News(List.of(sees ? entry.whole() : gone(entry)), Map.of());
    }
    if (sees && !knows && !deleted) {
      sight.learn(id);
      return new News(List.of(entry.whole().as("CHANNEL_CREATE")), Map.of(id, entry.outboxId()));
    }
    return sees && knows && entry.type().equals("CHANNEL_UPDATE")
        ? new News(List.of(entry.whole()), Map.of())
        : News.NONE;
  }

  /// The sessions whose users bring something else to the guild's channels after this record.
  List<Session> stirred(Tailed entry) {
    Collection<Session> some =
        OF_ALL.contains(entry.type())
            ? sessions.inGuild(entry.guildId())
            : entry.type().equals("GUILD_MEMBER_UPDATE")
                ? sessions.ofUser(entry.userId())
                : List.of();
    return some.stream().filter(session -> isStirred(session, entry.guildId())).toList();
  }

  boolean isStirred(Session session, long guildId) {
    var sight = session.guilds().get(guildId);
    return sight != null
        && gate.standing(session.actor().userId(), guildId)
            .filter(now -> !now.equals(sight.standing()))
            .isPresent();
  }

  /// Compares soon, and on another thread, what these sessions' users see with what their clients
  /// know; the hub gets the result. One comparison of a guild runs at a time. Called under the
  /// hub's lock.
  ///
  /// @param since the log's offset from which on they may see something else
  void look(long guildId, Collection<Session> whose, long since) {
    if (whose.isEmpty()) {
      return;
    }
    var idle = new AtomicBoolean();
    waiting.compute(
        guildId,
        (_, before) -> {
          idle.set(before == null);
          var all = before == null ? new HashSet<Session>() : before;
          whose.stream().filter(all::add).forEach(session -> stir(session, guildId, since));
          return all;
        });
    if (idle.get()) {
      threads.start("gateway-sight", () -> run(guildId));
    }
  }

  /// What of a change still holds: decided once more, by what is known under the hub's lock.
  News confirm(Sight sight, Change change) {
    var userId = change.session().actor().userId();
    var events = new ArrayList<Encoded>();
    var marks = new HashMap<Long, Long>();
    for (var channel : change.lost()) {
      if (sight.knows(channel.id()) && !gate.mayView(userId, channel.id())) {
        sight.forget(channel.id());
        events.add(channel.gone().at(sight.since()));
      }
    }
    for (var channel : change.gained()) {
      if (!sight.knows(channel.id()) && gate.mayView(userId, channel.id())) {
        sight.learn(channel.id());
        events.add(channel.create().at(sight.since()));
        marks.put(channel.id(), channel.mark());
      }
    }
    return new News(events, marks);
  }

  private void stir(Session session, long guildId, long since) {
    var sight = session.guilds().get(guildId);
    if (sight != null) {
      gate.standing(session.actor().userId(), guildId).ifPresent(now -> sight.stir(now, since));
      session.pins().add(guildId, since);
    }
  }

  private void run(long guildId) {
    for (var whose = take(guildId); !whose.isEmpty(); whose = take(guildId)) {
      try {
        compare(guildId, whose);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "event=gateway.sight.failed guild=" + guildId, e);
        whose.forEach(hub::invalidate);
      }
    }
  }

  /// Tries until the database answers; a session for which the log has gone on too far meanwhile is
  /// ended by the hub.
  private void compare(long guildId, Set<Session> whose) throws InterruptedException {
    while (true) {
      try {
        hub.show(guildId, changes(guildId, whose));
        return;
      } catch (RuntimeException e) {
        if (!Outage.of(e)) {
          throw e;
        }
        LOG.log(Level.WARNING, "event=gateway.sight.waiting cause={0}", e.toString());
        Thread.sleep(250);
      }
    }
  }

  private Set<Session> take(long guildId) {
    var taken = new HashSet<Session>();
    waiting.computeIfPresent(
        guildId,
        (_, all) -> {
          taken.addAll(all);
          all.clear();
          return taken.isEmpty() ? null : all;
        });
    return taken;
  }

  private List<Change> changes(long guildId, Set<Session> whose) {
    var views = reader.channels(guildId);
    var encoded = new HashMap<Long, Channel>();
    var changes = new ArrayList<Change>();
    for (var session : whose) {
      var sight = session.guilds().get(guildId);
      if (sight != null) {
        changes.add(change(session, sight, views, encoded));
      }
    }
    return changes;
  }

  private Change change(
      Session session, Sight sight, List<ChannelView> views, Map<Long, Channel> encoded) {
    var change = new Change(session, new ArrayList<>(), new ArrayList<>());
    for (var view : views) {
      var sees = gate.mayView(session.actor().userId(), view.rights());
      if (sees != sight.knows(view.id())) {
        var channel = encoded.computeIfAbsent(view.id(), _ -> Channel.of(view));
        (sees ? change.gained() : change.lost()).add(channel);
      }
    }
    return change;
  }

  private static Encoded gone(Tailed entry) {
    try {
      var type = Json.tree(entry.whole().frame(0)).path("d").path("type").asInt();
      return gone(entry.roomId(), entry.guildId(), type).at(entry.offset());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A channel as somebody is told of it who must not know what it is now. Belongs to no channel,
  /// or it would be held back itself.
  private static Encoded gone(long id, long guildId, int type) {
    var body =
        new ChannelJson.InGuild(
            id,
            type,
            guildId,
            "",
            null,
            0,
            null,
            List.of(),
            false,
            0,
            null,
            null,
            0,
            Optional.empty(),
            Optional.empty());
    return Encoded.of("CHANNEL_DELETE", Json.write(body), guildId, 0);
  }
}
