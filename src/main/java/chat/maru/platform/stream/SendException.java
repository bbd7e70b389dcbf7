package chat.maru.platform.stream;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// A record was not confirmed by the broker. [#maybeSent] says whether it may be there all the
/// same.
public final class SendException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Why a record was not confirmed.
  public enum Reason {
    /// The queue was full: refused at once, never sent.
    FULL,
    /// The broker could not be reached before the deadline: never sent.
    UNREACHABLE,
    /// Sent, but not confirmed before the deadline: it may be stored, now or later.
    UNCONFIRMED,
    /// Larger than the producer or the broker takes. Trying again is pointless.
    TOO_LARGE,
    /// The broker refused it, for instance for lack of authorisation.
    REFUSED,
    /// The channel was closed, or is switched off on this node: never sent.
    CLOSED
  }

  private final Reason reason;

  SendException(Reason reason, String topic, @Nullable Throwable cause) {
    super("record for " + topic + " not confirmed: " + reason, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /// Whether the record may have been stored although its sender was told of a failure.
  public boolean maybeSent() {
    return reason == Reason.UNCONFIRMED || reason == Reason.REFUSED;
  }

  /// Finds the failure of a send within what a runtime or a future wrapped around it.
  ///
  /// @return the [SendException] itself, or one of reason [Reason#UNCONFIRMED] around `thrown`
  public static SendException of(Throwable thrown) {
    @Nullable Throwable inner = thrown;
    while (inner != null && !(inner instanceof SendException)) {
      inner = inner.getCause();
    }
    return inner instanceof SendException found
        ? found
        : new SendException(Reason.UNCONFIRMED, "an unknown topic", unwrapped(thrown));
  }

  /// Takes off the wrappers in which runtimes and futures hand a cause over.
  static Throwable unwrapped(Throwable thrown) {
    var inner = thrown;
    while (inner instanceof CompletionException
        || inner instanceof ExecutionException
        || inner instanceof InvocationTargetException) {
      var cause = inner.getCause();
      if (cause == null) {
        return inner;
      }
      inner = cause;
    }
    return inner;
  }
}
