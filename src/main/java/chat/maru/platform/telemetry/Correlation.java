package chat.maru.platform.telemetry;

import java.util.Optional;
import java.util.regex.Pattern;

/// The id that ties the log lines of one request together. Bound at the doors, for as long as the
/// work lasts.
public final class Correlation {
  private static final ScopedValue<String> ID = ScopedValue.newInstance();
  private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private Correlation() {}

  /// The id of the running work, where a door has bound one.
  public static Optional<String> current() {
    return ID.isBound() ? Optional.of(ID.get()) : Optional.empty();
  }

  /// Runs the work with an id.
  public static void run(String id, Runnable work) {
    ScopedValue.where(ID, id).run(work);
  }

  /// Whether an id that came from outside may go into the logs as it is.
  public static boolean isAcceptable(String id) {
    return ACCEPTABLE.matcher(id).matches();
  }
}
