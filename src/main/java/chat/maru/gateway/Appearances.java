package chat.maru.gateway;

import chat.maru.event.Audience;
import chat.maru.event.Bus;
import chat.maru.platform.Threads;
import chat.maru.presence.Presence;
import chat.maru.presence.Presences;
import chat.maru.wire.event.PresenceEvent;
import chat.maru.wire.event.PresenceEvent.InGuild;
import chat.maru.wire.event.PresenceEvent.Who;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Tells presence from connections: who has one is there. All of it happens on one thread behind a
/// bounded queue, so that a slow Redis delays presence and nothing else.
@ApplicationScoped
public class Appearances {
  private static final long RENEWAL = TimeUnit.SECONDS.toNanos(20);
  private static final int WAITING = 10_000;

  @Inject Bus bus;
  @Inject Presences presences;
  @Inject Sessions sessions;
  @Inject SessionHub hub;
  @Inject Threads threads;
  @Inject Clock clock;

  private final BlockingQueue<Runnable> tasks = new ArrayBlockingQueue<>(WAITING);
  private final Map<Long, Shown> shown = new ConcurrentHashMap<>();

  private record Shown(Presence presence, Set<Long> guilds, long renewedAt) {}

  /// Begins to hear what other nodes tell and to tell what happens here.
  void start() {
    threads.start("presence", this::work);
    bus.listen(record -> hub.deliverEphemeral(Tailed.of(-1, record)), () -> later(this::renewAll));
  }

  /// The user of the session is there and wants to be seen like this.
  public void appear(Session session, Presence presence) {
    var userId = session.actor().userId();
    var whole = presence.complete(clock.instant());
    session.present(whole);
    later(() -> show(userId, whole));
  }

  /// The client of the session is back.
  public void back(Session session) {
    var userId = session.actor().userId();
    later(() -> show(userId, session.presence()));
  }

  /// Something came from the client: it is still there.
  public void touched(Session session) {
    var userId = session.actor().userId();
    var known = shown.get(userId);
    if (known != null && System.nanoTime() - known.renewedAt() > RENEWAL / 2) {
      later(() -> renew(userId));
    }
  }

  /// A connection of the user is gone.
  void left(long userId) {
    later(
        () -> {
          var known = shown.get(userId);
          if (known != null && !sessions.isConnected(userId)) {
            shown.remove(userId);
            presences.remove(userId);
            known.guilds().forEach(guildId -> tell(userId, guildId, Presence.OFFLINE));
          }
        });
  }

  /// Renews what would run out. Called about once a second.
  void sweep() {
    var now = System.nanoTime();
    shown.forEach(
        (userId, known) -> {
          if (now - known.renewedAt() > RENEWAL) {
            later(() -> renew(userId));
          }
        });
  }

  private void renewAll() {
    shown.keySet().forEach(this::renew);
  }

  private void renew(long userId) {
    var known = shown.get(userId);
    if (known != null) {
      shown.put(userId, new Shown(known.presence(), known.guilds(), System.nanoTime()));
      presences.put(userId, known.presence());
    }
  }

  private void show(long userId, Presence presence) {
    var guilds = new HashSet<Long>();
    sessions.ofUser(userId).forEach(session -> guilds.addAll(session.guilds()));
    var before = shown.put(userId, new Shown(presence, Set.copyOf(guilds), System.nanoTime()));
    presences.put(userId, presence);
    // Another device of a user who is shown like this already is no news: telling it would cost a
    // frame to every session of the guild for every session that comes.
    var news = before == null || !before.presence().seen().equals(presence.seen());
    guilds.stream()
        .filter(guildId -> news || !before.guilds().contains(guildId))
        .forEach(guildId -> tell(userId, guildId, presence.seen()));
  }

  private void tell(long userId, long guildId, Presence seen) {
    bus.publish(
        new Audience.Guild(guildId), new PresenceEvent.Update(inGuild(userId, guildId, seen)));
  }

  static InGuild inGuild(long userId, long guildId, Presence seen) {
    return new InGuild(
        new Who(userId),
        guildId,
        seen.status(),
        seen.activities(),
        seen.equals(Presence.OFFLINE) ? Map.of() : Map.of("desktop", seen.status()));
  }

  /// What does not fit any more pushes out the oldest: the next renewal puts that right.
  private void later(Runnable task) {
    while (!tasks.offer(task)) {
      tasks.poll();
    }
  }

  private void work() {
    try {
      while (true) {
        tasks.take().run();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
