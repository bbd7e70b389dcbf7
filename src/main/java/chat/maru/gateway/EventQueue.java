package chat.maru.gateway;

import chat.maru.gateway.frame.Encoded;
import chat.maru.gateway.frame.Outgoing;
import chat.maru.kernel.PlantedFault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// The events of one session: those that wait, those that were sent, and the numbers. An event gets
/// its number when it is handed to the socket, so that what a revocation takes out of the queue
/// leaves no hole. Used under the session's lock.
final class EventQueue {
  static final int MAX_EVENTS = 1000;
  static final int MAX_CHARS = 1 << 20;
  static final long WINDOW = TimeUnit.MINUTES.toNanos(2);

  /// How much is kept of what was sent, to be sent again: what is older than that is not.
  static final int MAX_SENT_CHARS = 4 << 20;

  private final Deque<Encoded> pending = new ArrayDeque<>();
  private final Deque<Sent> sent = new ArrayDeque<>();
  private long pendingChars;
  private long sentChars;

  /// What stands in front from a snapshot or a resume, and is not the client's slowness.
  private int backlog;

  private long backlogChars;
  private int sequence;

  /// How many were queued so far, those that were queued again included.
  private long queued;

  /// How many of those the writer has done with.
  private long written;

  private record Sent(Encoded event, int sequence, long at) {}

  EventQueue(int sequence) {
    this.sequence = sequence;
  }

  void add(Encoded event) {
    pending.add(event);
    pendingChars += event.size();
    queued++;
  }

  /// Adds what is not the client's slowness.
  void addSnapshot(Encoded event) {
    add(event);
    backlog++;
    backlogChars += event.size();
  }

  int size() {
    return pending.size();
  }

  List<Encoded> unsent() {
    return List.copyOf(pending);
  }

  /// How many were queued so far.
  long queued() {
    return queued;
  }

  /// How many of those wait no more: the kernel has them, or they were taken out.
  long written() {
    return written;
  }

  /// Whether a snapshot had better wait.
  boolean isFull() {
    return pendingChars > MAX_CHARS / 2;
  }

  /// Whether something waited already, and now so much that the client is too slow.
  boolean isTooSlow(int before) {
    var behind = before - backlog;
    return behind > 0 && (behind >= MAX_EVENTS || pendingChars - backlogChars > MAX_CHARS);
  }

  /// Takes the next events and numbers them.
  ///
  /// @param room how many characters may come after the first event; 0 for it alone
  List<Outgoing> next(int room) {
    written = queued - pending.size(); // who asks for more has written what it got
    var turned = PlantedFault.LAST_EVENT_FIRST.isPlanted();
    var first = turned ? pending.pollLast() : pending.pollFirst();
    if (first == null) {
      return List.of();
    }
    if (pending.isEmpty() || turned) {
      return List.of(number(first));
    }
    var taken = new ArrayList<Outgoing>();
    taken.add(number(first));
    var left = room - first.size();
    for (var next = pending.peek(); next != null && next.size() <= left; next = pending.peek()) {
      left -= next.size();
      pending.remove();
      taken.add(number(next));
    }
    return taken;
  }

  private Outgoing number(Encoded event) {
    pendingChars -= event.size();
    if (backlog > 0) {
      backlog--;
      // what was added as backlog is not always what stands in front
      backlogChars = backlog == 0 ? 0 : Math.max(0, backlogChars - event.size());
    }
    sent.add(new Sent(event, ++sequence, System.nanoTime()));
    sentChars += event.size();
    while (sent.size() > MAX_EVENTS || sentChars > MAX_SENT_CHARS && sent.size() > 1) {
      forgetOldest();
    }
    return new Outgoing.Event(event, sequence);
  }

  /// Goes back to a sequence number: what was sent behind it waits again, and then this one.
  ///
  /// @param hidden what the client may not see any more
  Resumed rewind(int seen, Predicate<Encoded> hidden, Encoded resumed) {
    if (seen > sequence) {
      return Resumed.FUTURE;
    }
    trim();
    var oldest = sent.isEmpty() ? sequence + 1 : sent.getFirst().sequence();
    if (seen < oldest - 1) {
      return Resumed.UNKNOWN;
    }
    var last = PlantedFault.RESUME_OFF_BY_ONE.isPlanted() ? seen + 1 : seen;
    while (!sent.isEmpty() && sent.getLast().sequence() > last) {
      var again = sent.removeLast().event();
      sentChars -= again.size();
      pending.addFirst(again);
      pendingChars += again.size();
      queued++;
    }
    remove(hidden);
    sequence = seen;
    add(resumed);
    backlog = pending.size();
    backlogChars = pendingChars;
    return Resumed.RESUMED;
  }

  void remove(Predicate<Encoded> hidden) {
    if (pending.removeIf(hidden)) {
      pendingChars = pending.stream().mapToLong(Encoded::size).sum();
      backlog = Math.min(backlog, pending.size());
      backlogChars = Math.min(backlogChars, pendingChars);
    }
  }

  /// Forgets what is too old to be sent again.
  void trim() {
    var oldest = System.nanoTime() - WINDOW;
    while (!sent.isEmpty() && sent.getFirst().at() - oldest < 0) {
      forgetOldest();
    }
  }

  private void forgetOldest() {
    sentChars -= sent.removeFirst().event().size();
  }

  void clear() {
    pending.clear();
    pendingChars = 0;
    sent.clear();
    sentChars = 0;
  }

  /// Whether nothing waits, and nothing was sent behind this number.
  boolean rests(int at) {
    return pending.isEmpty() && sequence == at;
  }

  /// How far it has come; empty while the snapshot is not all sent.
  ///
  /// @param delivered a position of the log below which nothing is still to be added
  Optional<Checkpoint> checkpoint(long delivered) {
    return pending.stream().anyMatch(event -> event.offset() == Encoded.SNAPSHOT)
        ? Optional.empty()
        : Optional.of(new Checkpoint(sequence, unsentFrom(delivered)));
  }

  /// How far it had come at each of the last numbers, highest first.
  List<Checkpoint> trail(long delivered, int max) {
    var now = checkpoint(delivered);
    if (now.isEmpty()) {
      return List.of();
    }
    var trail = new ArrayList<>(List.of(now.get()));
    var from = now.get().position();
    for (var at = sent.descendingIterator(); at.hasNext() && trail.size() < max; ) {
      var one = at.next();
      if (one.event().offset() == Encoded.SNAPSHOT) {
        break;
      }
      from = earlier(from, one.event());
      trail.add(new Checkpoint(one.sequence() - 1, from));
    }
    return trail;
  }

  private long unsentFrom(long delivered) {
    var from = delivered;
    for (var event : pending) {
      from = earlier(from, event);
    }
    return from;
  }

  private static long earlier(long from, Encoded event) {
    return event.offset() < 0 ? from : Math.min(from, event.offset());
  }
}
