package chat.maru.bench;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What a message of a run carries in its content: which run, whose, which number, when it was due.
/// Read from the bytes of a frame without parsing it, since the load shares its cores with the
/// server.
final class Marker {
  private static final byte[] SEQ = "\"seq\":".getBytes(StandardCharsets.US_ASCII);

  private final String run;
  private final byte[] tag;
  private final int size;

  /// What was found in a frame.
  ///
  /// @param due `System.nanoTime()` at which the message was to be sent
  /// @param seq its place in the channel, as the frame says it
  record Found(int stream, int number, long due, int seq) {}

  /// @param size characters of a message, at least those of the mark itself
  Marker(String run, int size) {
    this.run = run;
    this.tag = ("maru-bench-" + run + ' ').getBytes(StandardCharsets.US_ASCII);
    this.size = size;
  }

  String content(int stream, int number, long due) {
    var text = "maru-bench-%s %d %d %d .".formatted(run, stream, number, due);
    return text + "x".repeat(Math.max(0, size - text.length()));
  }

  String key(int stream, int number) {
    return run + ':' + stream + ':' + number;
  }

  /// Reads the stream and the number out of a `clientMsgId` that [#key] made.
  Optional<int[]> ofKey(String key) {
    var parts = key.split(":");
    return parts.length == 3 && parts[0].equals(run)
        ? Optional.of(new int[] {Integer.parseInt(parts[1]), Integer.parseInt(parts[2])})
        : Optional.empty();
  }

  /// Finds the mark of this run in a frame.
  Optional<Found> find(byte[] frame, int from, int to) {
    var at = indexOf(frame, from, to, tag);
    if (at < 0) {
      return Optional.empty();
    }
    var cursor = new Cursor(frame, at + tag.length);
    var stream = (int) cursor.number();
    var number = (int) cursor.number();
    var due = cursor.number();
    var seq = indexOf(frame, from, to, SEQ);
    return Optional.of(
        new Found(
            stream, number, due, seq < 0 ? 0 : (int) new Cursor(frame, seq + SEQ.length).number()));
  }

  private static int indexOf(byte[] bytes, int from, int to, byte[] wanted) {
    for (var i = from; i <= to - wanted.length; i++) {
      if (bytes[i] == wanted[0] && matches(bytes, i, wanted)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean matches(byte[] bytes, int at, byte[] wanted) {
    for (var i = 1; i < wanted.length; i++) {
      if (bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /// Reads decimal numbers, each with one character behind it.
  private static final class Cursor {
    private final byte[] bytes;
    private int at;

    Cursor(byte[] bytes, int at) {
      this.bytes = bytes;
      this.at = at;
    }

    long number() {
      var negative = bytes[at] == '-';
      if (negative) {
        at++;
      }
      long value = 0;
      while (bytes[at] >= '0' && bytes[at] <= '9') {
        value = value * 10 + bytes[at++] - '0';
      }
      at++;
      return negative ? -value : value;
    }
  }
}
