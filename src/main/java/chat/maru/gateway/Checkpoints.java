package chat.maru.gateway;

import chat.maru.gateway.SessionRecords.Entry;
import chat.maru.gateway.SessionRecords.Saved;
import chat.maru.platform.Threads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Notes four times a second how far the sessions of this node have come, so that another node can
/// go on with them when this one is gone (design section 4, "Resume"; ADR 0025). Sessions that were
/// sent nothing cost nothing: the node's own position stands for them.
@ApplicationScoped
class Checkpoints {
  private static final System.Logger LOG = System.getLogger(Checkpoints.class.getName());
  private static final long PERIOD_MILLIS = 250;
  private static final long GATHER_MILLIS = 20;
  private static final long RENEWAL = SessionRecords.LIFE.dividedBy(3).toNanos();

  /// How many of the last numbers of a session get an exact point when the node is drained.
  private static final int TRAIL = 500;

  private static final int BATCH = 100;

  @Inject SessionRecords records;
  @Inject Sessions sessions;
  @Inject SessionHub hub;
  @Inject Threads threads;

  private final Map<Session, Noted> noted = new HashMap<>();
  private final BlockingQueue<Session> begun = new LinkedBlockingQueue<>();
  private final Queue<Session> ended = new ConcurrentLinkedQueue<>();

  /// The ids of those that Redis is still to forget.
  private final Set<String> ending = ConcurrentHashMap.newKeySet();

  private long position;
  private volatile boolean stopped;

  /// What Redis knows of a session.
  private record Noted(Checkpoint point, boolean quiet, SessionRecord record, long at) {
    /// Whether it is still all that there is to say of a session that was sent nothing since.
    boolean standsFor(Session session) {
      return quiet
          && session.rests(point.sequence())
          && stands(record, session)
          && System.nanoTime() - at <= RENEWAL;
    }

    boolean isNews(Noted before) {
      return before.point().sequence() != point.sequence()
          || !quiet
          || !before.quiet()
          || !before.record().equals(record)
          || at - before.at() > RENEWAL;
    }
  }

  void start() {
    threads.start("gateway-checkpoints", this::run);
  }

  /// The session is live: it is noted at once, so that it can go on elsewhere from its beginning.
  void begun(Session session) {
    begun.add(session);
  }

  /// The session's client is gone for good.
  void ended(Session session) {
    ending.add(session.id());
    ended.add(session);
  }

  /// Whether the session has ended here, whatever Redis still knows of it.
  boolean hasEnded(String sessionId) {
    return ending.contains(sessionId);
  }

  /// Notes how far these sessions have come: exactly, if they are held or have no connection.
  synchronized void exact(Collection<Session> moving) {
    var delivered = hub.position();
    var all =
        moving.stream()
            .filter(it -> sessions.find(it.id()).isPresent()) // what has ended stays forgotten
            .filter(it -> Checkpoint.of(it, delivered).isPresent())
            .toList();
    for (var from = 0; from < all.size(); from += BATCH) {
      var some = all.subList(from, Math.min(all.size(), from + BATCH));
      some.forEach(noted::remove);
      records.save(some.stream().map(it -> exact(it, delivered)).toList());
    }
  }

  /// Notes everything exactly, once, behind the last frame of this node.
  void finish() {
    stopped = true;
    exact(sessions.all());
  }

  private void run() {
    while (!stopped) {
      try {
        note();
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "event=gateway.checkpoints.failed", e);
      }
      try {
        noteBegun();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "event=gateway.checkpoints.failed", e);
      }
    }
  }

  /// Until all are noted again, notes those that begin, some together.
  private void noteBegun() throws InterruptedException {
    var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS);
    for (var left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      var first = begun.poll(left, TimeUnit.NANOSECONDS);
      if (first != null) {
        TimeUnit.MILLISECONDS.sleep(GATHER_MILLIS);
        var young = new ArrayList<Session>(List.of(first));
        begun.drainTo(young);
        exact(young);
      }
    }
  }

  private synchronized void note() {
    if (stopped) {
      return;
    }
    forgetEnded();
    var delivered = hub.position();
    var entries = new ArrayList<Entry>();
    var news = new ArrayList<Noted>();
    for (var session : sessions.all()) {
      var before = Optional.ofNullable(noted.get(session));
      if (before.filter(it -> it.standsFor(session)).isPresent()) {
        continue; // most of them, each time: it has to be cheap
      }
      Checkpoint.of(session, delivered)
          .map(point -> now(session, before, point, delivered))
          .filter(now -> before.map(now::isNews).orElse(true))
          .ifPresent(
              now -> {
                entries.add(entry(session, before, now));
                news.add(now);
              });
    }
    records
        .save(entries, delivered)
        .ifPresent(
            answers -> {
              for (var at = 0; at < answers.size(); at++) {
                saved(entries.get(at).session(), news.get(at), answers.get(at));
              }
              position = delivered;
            });
  }

  private static Noted now(
      Session session, Optional<Noted> before, Checkpoint point, long delivered) {
    return new Noted(
        point,
        point.position() == delivered,
        before
            .map(Noted::record)
            .filter(it -> stands(it, session))
            .orElseGet(() -> SessionRecord.of(session)),
        System.nanoTime());
  }

  private static boolean stands(SessionRecord record, Session session) {
    return record.appearance().equals(session.presence().appearance())
        && record.guildIds().size() == session.guilds().size()
        && session.guilds().keySet().containsAll(record.guildIds());
  }

  /// While it was quiet it had come as far as the node.
  private Entry entry(Session session, Optional<Noted> before, Noted now) {
    var sequence = now.point().sequence();
    var quiet =
        before.filter(Noted::quiet).map(it -> it.point().sequence()).filter(it -> it != sequence);
    return new Entry(
        session,
        quiet
            .map(it -> List.of(new Checkpoint(it, position), now.point()))
            .orElse(List.of(now.point())),
        now.quiet(),
        before.filter(it -> it.record().equals(now.record())).isPresent()
            ? Optional.empty()
            : Optional.of(now.record()));
  }

  private void saved(Session session, Noted now, Saved answer) {
    switch (answer) {
      case DONE -> noted.put(session, now);
      case FORGOTTEN -> noted.remove(session);
      case LOST -> {
        noted.remove(session);
        hub.lost(session);
      }
    }
  }

  private void forgetEnded() {
    var gone = new ArrayList<Session>();
    for (var session = ended.poll(); session != null; session = ended.poll()) {
      noted.remove(session);
      gone.add(session);
    }
    if (!gone.isEmpty()) {
      records.forget(gone);
      gone.forEach(session -> ending.remove(session.id()));
    }
  }

  /// Not as a quiet one: what comes for it from now on waits, and the node's position goes on.
  private static Entry exact(Session session, long delivered) {
    return new Entry(
        session, session.trail(delivered, TRAIL), false, Optional.of(SessionRecord.of(session)));
  }
}
