package chat.maru.kernel;

import java.time.Instant;

/// The layout of an id: 42 bits of milliseconds since Discord's epoch, 10 bits of node, 12 bits of
/// sequence. Ids travel as decimal strings, because 64 bits do not fit a JavaScript number.
///
/// Source: Discord reference, "Snowflakes".
public final class Snowflake {
  /// 2015-01-01T00:00:00Z in milliseconds.
  public static final long EPOCH = 1_420_070_400_000L;

  static final int NODE_BITS = 10;
  static final int SEQUENCE_BITS = 12;
  static final long MAX_SEQUENCE = (1L << SEQUENCE_BITS) - 1;

  /// The number of nodes that can make ids at one time.
  public static final int NODES = 1 << NODE_BITS;

  private Snowflake() {}

  /// Returns the moment at which the id was made, to the millisecond.
  public static Instant time(long id) {
    return Instant.ofEpochMilli(millis(id));
  }

  /// Returns the id's time in milliseconds of the Unix epoch.
  public static long millis(long id) {
    return (id >>> (NODE_BITS + SEQUENCE_BITS)) + EPOCH;
  }

  /// Returns the smallest id that can be made at the given moment: a cursor for a point in time.
  public static long firstAt(Instant time) {
    return Math.max(0, time.toEpochMilli() - EPOCH) << (NODE_BITS + SEQUENCE_BITS);
  }

  /// Returns the number of the node that made the id.
  public static int node(long id) {
    return (int) (id >>> SEQUENCE_BITS) & (NODES - 1);
  }

  static long of(long millis, int node, long sequence) {
    return (millis - EPOCH) << (NODE_BITS + SEQUENCE_BITS)
        | (long) node << SEQUENCE_BITS
        | sequence;
  }

  /// Reads an id as clients write it: decimal digits, positive, at most 63 bits.
  ///
  /// @throws NumberFormatException for anything else
  public static long parse(String text) {
    if (text.isEmpty() || text.length() > 19 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new NumberFormatException("not a snowflake");
    }
    return Long.parseLong(text);
  }
}
