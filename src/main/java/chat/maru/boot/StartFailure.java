package chat.maru.boot;

import java.net.BindException;

/// Turns the failures of a start that a person can mend into one sentence.
final class StartFailure {
  private StartFailure() {}

  static String sentence(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof BindException) {
        return "The HTTP port is taken by another program: choose another one with MARU_PORT.";
      }
      if (at instanceof StartRefused refused) {
        return String.valueOf(refused.getMessage());
      }
    }
    return "The server could not start.";
  }

  /// A start that must not go on, with its reason in one sentence.
  static final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartRefused(String sentence, Throwable cause) {
      super(sentence, cause);
    }
  }
}
