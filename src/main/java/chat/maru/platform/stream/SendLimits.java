package chat.maru.platform.stream;

import java.time.Duration;

/// How much a [Sender] takes and how long it tries.
///
/// @param queue records that may wait for the producer; the next one is refused at once
/// @param deadline after which a record's stage fails, whatever became of it
public record SendLimits(int queue, Duration deadline) {
  public static final SendLimits DEFAULT = new SendLimits(10_000, Duration.ofMillis(4_500));
}
