package chat.maru.kernel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Refuses a call for a [Problem]. The REST door turns it into Discord's error body, the gateway
/// into a close code or an outcome frame.
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// One refused field.
  ///
  /// @param path the way to it, dotted, list positions as numbers: `embeds.0.title`
  /// @param code the protocol's name of the fault, such as `BASE_TYPE_REQUIRED`
  /// @param message what a person should read
  public record Field(String path, String code, String message) {}

  private final Problem problem;
  private final transient List<Field> fields = new ArrayList<>();
  private transient @Nullable Duration retryAfter;

  ApiException(Problem problem) {
    // No stack trace: a refusal is an answer, and bad input must not be dear to answer.
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  /// Names a field that is at fault; may be called several times.
  public ApiException field(String path, String code, String message) {
    fields.add(new Field(path, code, message));
    return this;
  }

  /// Tells the caller when a repeat makes sense.
  public ApiException retryAfter(Duration delay) {
    this.retryAfter = delay;
    return this;
  }

  public Problem problem() {
    return problem;
  }

  public List<Field> fields() {
    return List.copyOf(fields);
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
