package chat.maru.limit;

import java.time.Duration;
import java.util.regex.Pattern;

/// How much a limit allows, written as in the configuration: `5/5s`, `60+20/60s`.
///
/// @param count what a caller may count on
/// @param burst what is tolerated beyond within the same stretch of time
/// @param per the stretch of time
public record Size(int count, int burst, Duration per) {
  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,9})(?:\\+(\\d{1,9}))?/(\\d{1,9})(ms|s)");

  /// Rejects what would shut a door for good.
  public Size {
    if (count < 1 || burst < 0 || per.toMillis() < 1) {
      throw new IllegalArgumentException("a limit must allow something");
    }
  }

  static Size of(int count, Duration per) {
    return new Size(count, 0, per);
  }

  static Size perMinute(int count, int burst) {
    return new Size(count, burst, Duration.ofMinutes(1));
  }

  /// @throws IllegalArgumentException for what is no size
  static Size parse(String text) {
    var match = TEXT.matcher(text.strip());
    if (!match.matches()) {
      throw new IllegalArgumentException("write it as 5/5s, 1/250ms or 60+20/60s");
    }
    var number = Long.parseLong(match.group(3));
    return new Size(
        Integer.parseInt(match.group(1)),
        match.group(2) == null ? 0 : Integer.parseInt(match.group(2)),
        match.group(4).equals("ms") ? Duration.ofMillis(number) : Duration.ofSeconds(number));
  }

  /// All that fits into one stretch.
  public int most() {
    return count + burst;
  }

  @Override
  public String toString() {
    var millis = per.toMillis();
    var stretch = millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    return count + (burst == 0 ? "" : "+" + burst) + "/" + stretch;
  }
}
