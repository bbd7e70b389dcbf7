package chat.maru.gateway;

import chat.maru.auth.Actor;
import chat.maru.gateway.frame.CloseCode;
import chat.maru.gateway.frame.Encoded;
import chat.maru.gateway.frame.Outgoing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One identified client, and what waits for it. Outlives its connection by two minutes.
public final class Session {
  private final String id;
  private final Interest interest;
  private final Map<Long, Sight> guilds = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition drained = lock.newCondition();
  private final EventQueue events;
  private final SessionPresence presence = new SessionPresence();
  private final Pins pins = new Pins();
  private final int epoch;
  private volatile Actor actor;
  private volatile @Nullable Connection connection;
  private long detachedAt;
  private int pendingWhenDetached;
  private boolean held;
  private boolean ended;

  public Session(String id, Actor actor, Interest interest, Connection connection) {
    this.id = id;
    this.actor = actor;
    this.interest = interest;
    this.connection = connection;
    this.epoch = 0;
    this.events = new EventQueue(0);
  }

  /// A session of another node that goes on here, without a connection yet.
  Session(Claim claim, Actor actor) {
    this.id = claim.sessionId();
    this.actor = actor;
    this.interest = claim.record().interest();
    this.events = new EventQueue(claim.seen());
    this.epoch = claim.epoch();
    this.detachedAt = System.nanoTime();
  }

  public String id() {
    return id;
  }

  /// How often it has changed nodes.
  int epoch() {
    return epoch;
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
        var before = events.size();
        events.add(event);
        if (events.isTooSlow(before)) {
          return Offered.TOO_SLOW;
        }
      } else if (events.size() - pendingWhenDetached >= EventQueue.MAX_EVENTS) {
        return Offered.LOST;
      } else {
        events.add(event);
      }
    } finally {
      lock.unlock();
    }
    if (carrier != null) {
      carrier.wake();
    }
    return Offered.QUEUED;
  }

  /// Whether a part of the snapshot would not have to wait now.
  boolean hasRoom() {
    return locked(() -> !events.isFull());
  }

  /// Queues a part of the snapshot, waiting while the client has much to read.
  ///
  /// @return whether the connection is still there
  public boolean offerSnapshot(Encoded event) throws InterruptedException {
    Connection carrier;
    lock.lock();
    try {
      while (connection != null && events.isFull()) {
        drained.await(1, TimeUnit.SECONDS);
      }
      carrier = connection;
      if (carrier == null) {
        return false;
      }
      events.addSnapshot(event);
    } finally {
      lock.unlock();
    }
    carrier.wake();
    return true;
  }

  /// Takes the next events for the connection's writer and numbers them ([EventQueue#next]).
  List<Outgoing> next(Connection by, int room) {
    lock.lock();
    try {
      var frames = connection == by && !held ? events.next(room) : List.<Outgoing>of();
      drained.signalAll();
      return frames;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until all that is queued now is with the kernel, or no connection is there to carry it.
  ///
  /// @return false when the time was up first
  boolean awaitWritten(Duration limit) throws InterruptedException {
    var left = limit.toNanos();
    lock.lock();
    try {
      var all = events.queued();
      while (connection != null && events.written() < all) {
        if (left <= 0) {
          return false;
        }
        left = drained.awaitNanos(left);
      }
      return true;
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
      pendingWhenDetached = events.size();
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
      var rewound = events.rewind(seen, hidden, resumed);
      if (rewound != Resumed.RESUMED) {
        return rewound;
      }
      before = connection;
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

  /// What is being read for its client now.
  Pins pins() {
    return pins;
  }

  /// Sends its client nothing more: what comes is for another node.
  void hold() {
    locked(() -> held = true);
  }

  /// How far it had come at each of the last numbers, highest first; empty while its client has not
  /// got all of the snapshot.
  ///
  /// @param delivered the node's position in the log, noted before
  List<Checkpoint> trail(long delivered, int max) {
    return locked(() -> events.trail(pins.doneTo(delivered), max));
  }

  /// Whether nothing waits for its client, is being read for it or was sent behind this number: it
  /// has come as far as its node.
  boolean rests(int sequence) {
    return pins.isEmpty() && locked(() -> events.rests(sequence));
  }

  /// Takes unsent events out of the queue; nobody who queues one waits for the decision.
  void purge(Predicate<Encoded> hidden) {
    var gone = unsent().stream().filter(hidden).collect(Collectors.toSet());
    lock.lock();
    try {
      events.remove(gone::contains);
    } finally {
      lock.unlock();
    }
  }

  /// Whether its client is there, or went without a goodbye less than the grace ago.
  boolean appears(long graceNanos) {
    return locked(
        () -> !ended && (connection != null || System.nanoTime() - detachedAt < graceNanos));
  }

  List<Encoded> unsent() {
    return locked(() -> events.unsent());
  }

  /// Ends for good; the connection, if there is one, is the caller's to close.
  @Nullable Connection end() {
    lock.lock();
    try {
      ended = true;
      events.clear();
      drained.signalAll();
      return connection;
    } finally {
      lock.unlock();
    }
  }

  @Nullable Connection connection() {
    return connection;
  }

  /// Forgets what is too old to be replayed.
  ///
  /// @return whether the session itself is: without a connection for two minutes
  boolean expired() {
    lock.lock();
    try {
      events.trim();
      return ended || connection == null && System.nanoTime() - detachedAt > EventQueue.WINDOW;
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
