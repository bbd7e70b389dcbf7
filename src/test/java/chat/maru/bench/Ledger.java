package chat.maru.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// What was sent and what the server answered. A stream is one sending session, whose messages are
/// numbered from 0; it belongs to one channel.
final class Ledger {
  private static final int SENT = 1;
  private static final int ACCEPTED = 2;
  private static final int REFUSED = 3;
  private static final int REFUSED_LATER = 4;

  private final int streams;
  private final int streamsOfChannel;
  private final int capacity;
  private final AtomicIntegerArray states;
  private final Map<String, Integer> refusals = new TreeMap<>();
  private int answeredTwice;

  /// What became of the messages.
  ///
  /// @param unanswered sent, and neither ACK nor refusal came
  /// @param refusedLater acknowledged first and refused then, which the sender is told
  record Answers(long sent, long accepted, long refused, long refusedLater, long unanswered) {}

  /// @param capacity messages that a stream may have
  Ledger(int channels, int streamsOfChannel, int capacity) {
    this.streams = channels * streamsOfChannel;
    this.streamsOfChannel = streamsOfChannel;
    this.capacity = capacity;
    this.states = new AtomicIntegerArray(Math.multiplyExact(streams, capacity));
  }

  int streams() {
    return streams;
  }

  int capacity() {
    return capacity;
  }

  int channelOf(int stream) {
    return stream / streamsOfChannel;
  }

  int firstStreamOf(int channel) {
    return channel * streamsOfChannel;
  }

  int streamsOfChannel() {
    return streamsOfChannel;
  }

  void sent(int stream, int number) {
    states.set(index(stream, number), SENT);
  }

  void accepted(int stream, int number) {
    if (!states.compareAndSet(index(stream, number), SENT, ACCEPTED)) {
      countTwice();
    }
  }

  void refused(int stream, int number, String why) {
    var index = index(stream, number);
    var before = states.getAndSet(index, REFUSED);
    if (before == ACCEPTED) {
      states.set(index, REFUSED_LATER);
    } else if (before != SENT) {
      countTwice();
    }
    synchronized (refusals) {
      refusals.merge(why, 1, Integer::sum);
    }
  }

  private void countTwice() {
    synchronized (refusals) {
      answeredTwice++;
    }
  }

  boolean isAccepted(int stream, int number) {
    return states.get(index(stream, number)) == ACCEPTED;
  }

  boolean isAnswered(int stream, int number) {
    var state = states.get(index(stream, number));
    return state != 0 && state != SENT;
  }

  /// Why messages were refused, with how often.
  Map<String, Integer> refusals() {
    synchronized (refusals) {
      return Map.copyOf(refusals);
    }
  }

  /// Answers beyond the first to one message.
  int answeredTwice() {
    synchronized (refusals) {
      return answeredTwice;
    }
  }

  Answers answers() {
    var counts = new long[REFUSED_LATER + 1];
    for (var i = 0; i < states.length(); i++) {
      counts[states.get(i)]++;
    }
    return new Answers(
        states.length() - counts[0],
        counts[ACCEPTED],
        counts[REFUSED],
        counts[REFUSED_LATER],
        counts[SENT]);
  }

  private int index(int stream, int number) {
    return stream * capacity + number;
  }
}
