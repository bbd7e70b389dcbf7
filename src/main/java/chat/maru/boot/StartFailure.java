package chat.maru.boot;

import java.net.BindException;
import java.util.Optional;

/// Turns the failures of a start that a person can mend into one sentence.
final class StartFailure {
  private StartFailure() {}

  /// The sentence; empty for a defect, whose stack trace is wanted.
  static Optional<String> sentence(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof StartRefused refused) {
        return Optional.of(String.valueOf(refused.getMessage()));
      }
      if (at instanceof BindException) {
        return Optional.of(portTaken(""));
      }
    }
    return Optional.empty();
  }

  static String portTaken(String port) {
    return "The HTTP port %s is taken by another program: stop it, or choose another port with MARU_PORT."
        .formatted(port)
        .replace("  ", " ");
  }

  /// A start that must not go on, with its reason in one sentence.
  static final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartRefused(String sentence, Throwable cause) {
      super(sentence, cause);
    }
  }
}
