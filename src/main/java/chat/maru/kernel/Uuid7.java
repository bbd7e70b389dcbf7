package chat.maru.kernel;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/// Time-ordered random ids of events (RFC 9562, section 5.7).
public final class Uuid7 {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Uuid7() {}

  /// Returns a new id: 48 bits of milliseconds, 74 random bits.
  public static String next(Instant now) {
    var high = now.toEpochMilli() << 16 | 0x7000 | RANDOM.nextInt(1 << 12);
    var low = RANDOM.nextLong() >>> 2 | 1L << 63;
    return new UUID(high, low).toString();
  }
}
