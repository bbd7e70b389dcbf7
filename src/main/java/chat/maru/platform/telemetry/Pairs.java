package chat.maru.platform.telemetry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// The `key=value` pairs of a log message; a value with blanks stands in quotes.
final class Pairs {
  private static final Pattern PAIR =
      Pattern.compile("(?:^|\\s)([a-z][a-z0-9_.]*)=(?:\"([^\"]*)\"|(\\S*))");

  private Pairs() {}

  static Map<String, String> of(String message) {
    var pairs = new LinkedHashMap<String, String>();
    PAIR.matcher(message)
        .results()
        .forEach(
            it -> pairs.putIfAbsent(it.group(1), it.group(2) == null ? it.group(3) : it.group(2)));
    return pairs;
  }
}
