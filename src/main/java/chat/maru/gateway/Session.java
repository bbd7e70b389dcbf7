package chat.maru.gateway;

import chat.maru.auth.Actor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One identified client: what it hears, what it was sent, what waits to be sent. Outlives its
/// connection by two minutes.
///
/// An event gets its sequence number when it is handed to the socket, so that what a revocation
/// takes out of the queue leaves no hole.
public final class Session {
  static final int MAX_EVENTS = 1000;
  static final int MAX_CHARS = 1 << 20;
  private static final long WINDOW = TimeUnit.MINUTES.toNanos(2);

  private final String id;
  private final Interest interest;
  private final Map<Long, Sight> guilds = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition drained = lock.newCondition();
  private final Deque<Encoded> pending = new ArrayDeque<>();
  private final Deque<Sent> sent = new ArrayDeque<>();
  private final SessionPresence presence = new SessionPresence();
  private volatile Actor actor;
  private long pendingChars;
  /// What stands in front from a snapshot or a resume, and is not the client's slowness.
  private int backlog;

  private long backlogChars;
  private int sequence;
  private @Nullable Connection connection;
  private long detachedAt;
  private int pendingWhenDetached;
  private boolean ended;

  private record Sent(Encoded event, int sequence, long at) {}

  public Session(String id, Actor actor, Interest interest, Connection connection) {
    this.id = id;
    this.actor = actor;
    this.interest = interest;
    this.connection = connection;
  }

  public String id() {
    return id;
  }

  public Actor actor() {
    return actor;
  }

  public Interest interest() {
    return interest;
  }

  /// How it shows its user, and whose presences it watches.
  SessionPresence presence() {
    return presence;
  }

  /// The guilds whose events it gets now, with what it knows of each.
  Map<Long, Sight> guilds() {
    return guilds;
  }

  /// Queues an event without ever waiting.
  Offered offer(Encoded event) {
    Connection carrier;
    lock.lock();
    try {
      if (ended) {
        return Offered.LOST;
      }
      carrier = connection;
      if (carrier != null) {
        var behind = pending.size() - backlog;
        queue(event);
        if (behind > 0 && (behind >= MAX_EVENTS || pendingChars - backlogChars > MAX_CHARS)) {
          return Offered.TOO_SLOW;
        }
      } else if (pending.size() - pendingWhenDetached >= MAX_EVENTS) {
        return Offered.LOST;
      } else {
        queue(event);
      }
    } finally {
      lock.unlock();
    }
    if (carrier != null) {
      carrier.wake();
    }
    return Offered.QUEUED;
  }

  /// Queues a part of the snapshot, waiting while the client has much to read.
  ///
  /// @return whether the connection is still there
  public boolean offerSnapshot(Encoded event) throws InterruptedException {
    Connection carrier;
    lock.lock();
    try {
      while (connection != null && pendingChars > MAX_CHARS / 2) {
        drained.await(1, TimeUnit.SECONDS);
      }
      carrier = connection;
      if (carrier == null) {
        return false;
      }
      queue(event);
      backlog++;
      backlogChars += event.size();
    } finally {
      lock.unlock();
    }
    carrier.wake();
    return true;
  }

  /// Takes the next event for the connection's writer and numbers it.
  @Nullable String next(Connection by) {
    lock.lock();
    try {
      var event = connection == by ? pending.poll() : null;
      if (event == null) {
        return null;
      }
      pendingChars -= event.size();
      if (backlog > 0) {
        backlog--;
        backlogChars -= event.size();
      }
      drained.signalAll();
      sent.add(new Sent(event, ++sequence, System.nanoTime()));
      if (sent.size() > MAX_EVENTS) {
        sent.poll();
      }
      return event.frame(sequence);
    } finally {
      lock.unlock();
    }
  }

  /// Goes on without a connection, if it was this one that carried it.
  boolean detach(Connection from) {
    lock.lock();
    try {
      if (connection != from) {
        return false;
      }
      connection = null;
      detachedAt = System.nanoTime();
      pendingWhenDetached = pending.size();
      drained.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Goes on over another connection behind the client's last sequence number: what it has not seen
  /// is queued again in order, and numbered from there.
  ///
  /// @param hidden what the client may not see any more
  Resumed resume(Connection to, Actor as, int seen, Predicate<Encoded> hidden, Encoded resumed) {
    Connection before;
    lock.lock();
    try {
      if (ended) {
        return Resumed.UNKNOWN;
      }
      if (seen > sequence) {
        return Resumed.FUTURE;
      }
      trim();
      var oldest = sent.isEmpty() ? sequence + 1 : sent.getFirst().sequence();
      if (seen < oldest - 1) {
        return Resumed.UNKNOWN;
      }
      before = connection;
      while (!sent.isEmpty() && sent.getLast().sequence() > seen) {
        var again = sent.removeLast().event();
        pending.addFirst(again);
        pendingChars += again.size();
      }
      remove(hidden);
      sequence = seen;
      queue(resumed);
      backlog = pending.size();
      backlogChars = pendingChars;
      actor = as;
      connection = to;
    } finally {
      lock.unlock();
    }
    if (before != null) {
      before.close(CloseCode.UNKNOWN_ERROR);
    }
    return Resumed.RESUMED;
  }

  /// Takes unsent events out of the queue. What is hidden may take a while to decide: nobody who
  /// queues an event waits for that.
  void purge(Predicate<Encoded> hidden) {
    var gone = unsent().stream().filter(hidden).collect(Collectors.toSet());
    lock.lock();
    try {
      remove(gone::contains);
    } finally {
      lock.unlock();
    }
  }

  /// Whether its client is there, or went without a goodbye less than the grace ago.
  boolean appears(long graceNanos) {
    lock.lock();
    try {
      return !ended && (connection != null || System.nanoTime() - detachedAt < graceNanos);
    } finally {
      lock.unlock();
    }
  }

  List<Encoded> unsent() {
    lock.lock();
    try {
      return List.copyOf(pending);
    } finally {
      lock.unlock();
    }
  }

  /// Ends for good; the connection, if there is one, is the caller's to close.
  @Nullable Connection end() {
    lock.lock();
    try {
      ended = true;
      pending.clear();
      pendingChars = 0;
      sent.clear();
      drained.signalAll();
      return connection;
    } finally {
      lock.unlock();
    }
  }

  @Nullable Connection connection() {
    lock.lock();
    try {
      return connection;
    } finally {
      lock.unlock();
    }
  }

  /// Forgets what is too old to be replayed.
  ///
  /// @return whether the session itself is: without a connection for two minutes
  boolean expired() {
    lock.lock();
    try {
      trim();
      return ended || connection == null && System.nanoTime() - detachedAt > WINDOW;
    } finally {
      lock.unlock();
    }
  }

  private void queue(Encoded event) {
    pending.add(event);
    pendingChars += event.size();
  }

  private void remove(Predicate<Encoded> hidden) {
    if (pending.removeIf(hidden)) {
      pendingChars = pending.stream().mapToLong(Encoded::size).sum();
      backlog = Math.min(backlog, pending.size());
      backlogChars = Math.min(backlogChars, pendingChars);
    }
  }

  private void trim() {
    var oldest = System.nanoTime() - WINDOW;
    while (!sent.isEmpty() && sent.getFirst().at() - oldest < 0) {
      sent.poll();
    }
  }
}
