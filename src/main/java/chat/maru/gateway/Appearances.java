package chat.maru.gateway;

import chat.maru.event.Audience;
import chat.maru.event.Bus;
import chat.maru.guild.member.Members;
import chat.maru.guild.member.OnlineMembers;
import chat.maru.platform.Threads;
import chat.maru.presence.ClientKind;
import chat.maru.presence.Presence;
import chat.maru.presence.Presences;
import chat.maru.presence.SeenPresence;
import chat.maru.wire.event.PresenceEvent;
import chat.maru.wire.event.PresenceEvent.InGuild;
import chat.maru.wire.event.PresenceEvent.Who;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Tells presence from connections: who has one is there. All of it happens on one thread that
/// works through a set of users, so that a slow Redis delays presence and nothing else, and a
/// client that changes its mind often is told of by its last word.
@ApplicationScoped
public class Appearances {
  private static final System.Logger LOG = System.getLogger(Appearances.class.getName());
  private static final long RENEWAL = TimeUnit.SECONDS.toNanos(20);
  private static final long EXPIRY_CHECK = TimeUnit.SECONDS.toNanos(5);

  /// A client that is gone without a goodbye is given this long to come back before others are
  /// told.
  private static final long GRACE = TimeUnit.SECONDS.toNanos(5);

  @Inject Bus bus;
  @Inject Presences presences;
  @Inject Members members;
  @Inject OnlineMembers online;
  @Inject Sessions sessions;
  @Inject SessionHub hub;
  @Inject Threads threads;
  @Inject Clock clock;

  private final BlockingQueue<Long> waiting = new LinkedBlockingQueue<>();

  /// The users in the queue: each is there once.
  private final Set<Long> noted = ConcurrentHashMap.newKeySet();

  private final Map<Long, Shown> shown = new ConcurrentHashMap<>();
  private long expiryCheckedAt = System.nanoTime();
  private volatile boolean stopped;

  private record Shown(Set<Long> guilds, long renewedAt) {}

  /// Begins to hear what other nodes tell and to tell what happens here.
  void start() {
    threads.start("presence", this::work);
    bus.listen(
        record -> hub.deliverEphemeral(Tailed.of(-1, record)),
        () -> shown.keySet().forEach(this::note));
  }

  /// A client of this kind has begun, and wants its user to be seen like this.
  public void appear(Session session, ClientKind kind, Presence presence) {
    session.presence().show(kind, presence.complete(clock.instant()));
    note(session.actor().userId());
  }

  /// The client of the session wants its user to be seen like this.
  public void appear(Session session, Presence presence) {
    session.presence().show(presence.complete(clock.instant()));
    note(session.actor().userId());
  }

  /// The client of the session is back.
  public void back(Session session) {
    note(session.actor().userId());
  }

  /// Something came from the client: it is still there.
  public void touched(Session session) {
    var known = shown.get(session.actor().userId());
    if (known != null && System.nanoTime() - known.renewedAt() > RENEWAL / 2) {
      note(session.actor().userId());
    }
  }

  /// A session of the user has ended.
  void left(long userId) {
    note(userId);
  }

  /// Renews what would run out, and notes who did not come back. Called about once a second.
  void sweep() {
    var now = System.nanoTime();
    shown.forEach(
        (userId, known) -> {
          if (now - known.renewedAt() > RENEWAL || sessions.isFading(userId, GRACE)) {
            note(userId);
          }
        });
  }

  private void note(long userId) {
    if (noted.add(userId)) {
      waiting.add(userId);
    }
  }

  private void work() {
    try {
      while (!stopped) {
        var userId = waiting.poll(1, TimeUnit.SECONDS);
        try {
          if (userId != null) {
            noted.remove(userId);
            show(userId);
          }
          tellExpired();
        } catch (RuntimeException e) {
          LOG.log(Level.WARNING, "event=presence.failed cause={0}", e.toString());
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void show(long userId) {
    var here = sessions.ofUser(userId).stream().filter(one -> one.appears(GRACE)).toList();
    var guilds = new HashSet<Long>();
    here.forEach(session -> guilds.addAll(session.guilds().keySet()));
    var before =
        here.isEmpty()
            ? shown.remove(userId)
            : shown.put(userId, new Shown(Set.copyOf(guilds), System.nanoTime()));
    if (before != null) {
      guilds.addAll(before.guilds());
    }
    // Another device of a user who is shown like this already is no news: telling it would cost a
    // frame to every session of the guild for every session that comes.
    presences
        .put(userId, here.stream().map(session -> session.presence().appearance()).toList())
        .ifPresent(
            told -> {
              count(userId, guilds, told.seen());
              guilds.stream()
                  .filter(
                      guild -> told.news() || before == null || !before.guilds().contains(guild))
                  .forEach(guild -> tell(userId, guild, told.seen()));
            });
  }

  private void count(long userId, Set<Long> guilds, SeenPresence seen) {
    if (seen.isOffline()) {
      online.forget(userId, guilds);
    } else {
      online.note(userId, guilds, Presences.LIFE);
    }
  }

  /// Tells of those whose node is gone without a word: its last renewal has run out.
  private void tellExpired() {
    var now = System.nanoTime();
    if (now - expiryCheckedAt < EXPIRY_CHECK) {
      return;
    }
    expiryCheckedAt = now;
    for (var userId : presences.takeExpired()) {
      if (shown.containsKey(userId)) {
        note(userId);
      } else {
        presences
            .put(userId, List.of())
            .filter(told -> told.seen().isOffline())
            .ifPresent(
                told ->
                    members.guildIdsOf(userId).forEach(guild -> tell(userId, guild, told.seen())));
      }
    }
  }

  private void tell(long userId, long guildId, SeenPresence seen) {
    bus.publish(
        new Audience.Guild(guildId), new PresenceEvent.Update(inGuild(userId, guildId, seen)));
  }

  static InGuild inGuild(long userId, long guildId, SeenPresence seen) {
    return new InGuild(
        new Who(userId), guildId, seen.status(), seen.activities(), seen.clientStatus());
  }

  @PreDestroy
  void stop() {
    stopped = true;
  }
}
