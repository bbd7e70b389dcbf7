package chat.maru.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/// A clock that is wrong by as many milliseconds as a file says at that moment, so that a fault
/// test can step the clock of a running node.
final class WrongClock extends Clock {
  private final Path wrongBy;
  private final Clock right;

  WrongClock(Path wrongBy, Clock right) {
    this.wrongBy = wrongBy;
    this.right = right;
  }

  @Override
  public Instant instant() {
    try {
      return right.instant().plusMillis(Long.parseLong(Files.readString(wrongBy).strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ZoneId getZone() {
    return right.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new WrongClock(wrongBy, right.withZone(zone));
  }
}
