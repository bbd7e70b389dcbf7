package chat.maru.kernel;

import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;

/// Makes ids that rise strictly on this node and are never made twice.
///
/// The generator has a time of its own that only moves forward: a clock that steps back stops it
/// where it was, a full millisecond and a demanded floor push it ahead. It never borrows another
/// node's bits (design: "Ids").
public final class SnowflakeGenerator {
  private final Clock clock;
  private final int node;
  private final ReentrantLock lock = new ReentrantLock();
  private long lastMillis = Snowflake.EPOCH;
  private long sequence = -1;

  /// @param node the leased number of this node, 0 to 1023
  public SnowflakeGenerator(Clock clock, int node) {
    if (node < 0 || node >= Snowflake.NODES) {
      throw new IllegalArgumentException(
          "node " + node + " is not within 0.." + (Snowflake.NODES - 1));
    }
    this.clock = clock;
    this.node = node;
  }

  /// Returns an id above every id that this generator has made.
  public long next() {
    return nextAbove(0);
  }

  /// Returns an id above `floor` too, moving the generator's own time on where that is needed.
  public long nextAbove(long floor) {
    lock.lock();
    try {
      if (PlantedFault.IDS_MADE_TWICE.isPlanted() && floor > 0) {
        lastMillis = Snowflake.EPOCH;
      }
      advanceTo(clock.millis());
      var id = take();
      if (id <= floor) {
        advanceTo(Snowflake.millis(floor) + 1);
        id = take();
      }
      return id;
    } finally {
      lock.unlock();
    }
  }

  private void advanceTo(long millis) {
    if (millis > lastMillis) {
      lastMillis = millis;
      sequence = -1;
    }
  }

  private long take() {
    if (sequence == Snowflake.MAX_SEQUENCE) {
      lastMillis++;
      sequence = -1;
    }
    sequence++;
    return Snowflake.of(lastMillis, node, sequence);
  }
}
