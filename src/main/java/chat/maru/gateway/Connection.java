package chat.maru.gateway;

import chat.maru.gateway.frame.CloseCode;
import chat.maru.gateway.frame.Compression;
import chat.maru.gateway.frame.Control;
import chat.maru.gateway.frame.Outgoing;
import chat.maru.gateway.frame.Transport;
import chat.maru.platform.Threads;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One socket and what the client said when it opened it. Carries at most one [Session], which
/// outlives it.
public final class Connection {
  private static final long IDENTIFY_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Handshake handshake;
  private final SessionHub hub;
  private final Doubts doubts;
  private final Outbound outbound;
  private final Inbox inbox;
  private final Compression compression;
  private final long heartbeatNanos;
  private final EventBudget budget = new EventBudget();
  private final long openedAt = System.nanoTime();
  private volatile long heartbeatAt = System.nanoTime();
  private long settledAt = System.nanoTime() - SETTLED_NANOS;
  private volatile boolean identifying;
  private volatile boolean leaving;
  private volatile boolean ended;
  private volatile @Nullable Session session;

  /// What all connections of the node share.
  record Node(SessionHub hub, Doubts doubts, Threads threads) {}

  Connection(Handshake handshake, Transport transport, Node node, int heartbeatMillis) {
    this.handshake = handshake;
    this.compression = new Compression(handshake.compression());
    this.hub = node.hub();
    this.doubts = node.doubts();
    this.heartbeatNanos = TimeUnit.MILLISECONDS.toNanos(heartbeatMillis);
    this.inbox = new Inbox(node.threads());
    this.outbound = new Outbound(this, new Outbound.Way(transport, compression), node.threads());
  }

  public Handshake handshake() {
    return handshake;
  }

  public EventBudget budget() {
    return budget;
  }

  /// Has something done that its client asked for, behind what it asked for before; the reader goes
  /// on, unless the client is far ahead of what is done for it.
  public void later(Runnable task) throws InterruptedException {
    inbox.add(task);
  }

  /// The session that this connection carries, if it is identified.
  public @Nullable Session session() {
    return session;
  }

  /// Queues a frame that is no dispatch. A client that lets a thousand of them pile up is cut.
  public void control(String frame) {
    if (!outbound.control(frame)) {
      close(CloseCode.UNKNOWN_ERROR);
    }
  }

  /// Closes with a code that tells the client what to do. Returns at once.
  public void close(CloseCode code) {
    var carried = session;
    if (carried != null && code.endsSession()) {
      hub.end(carried);
    }
    outbound.close(code.code(), code.reason());
  }

  /// Whether its client can be sent away without a loss: it is not in the middle of becoming or
  /// getting something that no other node could go on with.
  boolean isMovable(Sessions sessions) {
    var carried = session;
    return carried == null
        ? !identifying
        : sessions.find(carried.id()).isPresent()
            && carried.pins().isEmpty()
            && Checkpoint.of(carried, 0).isPresent();
  }

  /// Asks the client to go on at another node; however it says goodbye, its session stays.
  public void sendAway() {
    leaving = true;
    control(Control.RECONNECT);
    close(CloseCode.UNKNOWN_ERROR);
  }

  /// The client has begun to identify or resume; it is not hurried any more.
  public void identifying() {
    identifying = true;
  }

  /// Carries the session from now on.
  public void carry(Session identified) {
    session = identified;
    heartbeatAt = System.nanoTime();
    detachIfGone();
  }

  /// A socket that went before it carried its session could not tell it so.
  public void detachIfGone() {
    if (ended) {
      hub.disconnected(this, false);
    }
  }

  public void compressPayloads() {
    compression.payloads();
  }

  public void heartbeat() {
    heartbeatAt = System.nanoTime();
    control(Control.HEARTBEAT_ACK);
  }

  public boolean isOpen() {
    return !ended;
  }

  /// Carries no session any more; the client may identify anew.
  public void drop() {
    session = null;
  }

  /// There may be something to write.
  public void wake() {
    outbound.wake();
  }

  /// Whether events may be handed to the socket now; for its writer. While the node is deaf that is
  /// decided once a second, the memory that it is decided from being as old as that at most:
  /// nothing is handed over later than 2 s after it was hidden.
  boolean isSettled() {
    var carried = session;
    var now = System.nanoTime();
    if (carried == null || doubts.none() || now - settledAt < SETTLED_NANOS) {
      return true;
    }
    if (!doubts.settle(carried)) {
      return false;
    }
    settledAt = now;
    return true;
  }

  /// Takes the session's next events.
  ///
  /// @param room how many characters may come after the first event
  List<Outgoing> nextEvents(int room) {
    var carried = session;
    return carried == null ? List.of() : carried.next(this, room);
  }

  /// The socket is gone, by whomever.
  void closed(int code) {
    outbound.ended();
    if (!ended) {
      ended = true; // before the session is looked for: see detachIfGone
      hub.disconnected(this, !leaving && (code == 1000 || code == 1001));
    }
  }

  /// Looks after time limits; called about once a second.
  void check() {
    var now = System.nanoTime();
    if (outbound.stuck()) {
      outbound.abort();
      closed(1006);
    } else if (!identifying && now - openedAt > IDENTIFY_NANOS) {
      close(CloseCode.NOT_AUTHENTICATED);
    } else if (now - heartbeatAt > heartbeatNanos + heartbeatNanos / 2) {
      close(CloseCode.SESSION_TIMED_OUT);
    }
  }
}
