package chat.maru.kernel;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Collects what is wrong with a request body and refuses it once, with every fault named
/// (`50035 Invalid Form Body`).
///
/// Codes and sentences are those of Discord's form validation.
public final class Check {
  private @Nullable ApiException refusal;

  /// Notes a fault of a field.
  public Check fail(String path, String code, String message) {
    if (refusal == null) {
      refusal = Problem.INVALID_FORM_BODY.error();
    }
    refusal.field(path, code, message);
    return this;
  }

  /// Demands that the field is there.
  public Check required(String path, @Nullable Object value) {
    return value == null ? fail(path, "BASE_TYPE_REQUIRED", "This field is required") : this;
  }

  /// Demands `min` to `max` characters (code points), when the field is there.
  public Check length(String path, @Nullable String value, int min, int max) {
    if (value == null) {
      return this;
    }
    var length = value.codePointCount(0, value.length());
    if (length > max && min == 0) {
      return fail(path, "BASE_TYPE_MAX_LENGTH", "Must be " + max + " or fewer in length.");
    }
    return length < min || length > max
        ? fail(
            path, "BASE_TYPE_BAD_LENGTH", "Must be between " + min + " and " + max + " in length.")
        : this;
  }

  /// Demands a number within `min` and `max`, both included, when the field is there.
  public Check range(String path, @Nullable Number value, long min, long max) {
    if (value == null) {
      return this;
    }
    if (value.longValue() < min) {
      return fail(
          path, "NUMBER_TYPE_MIN", "int value should be greater than or equal to " + min + ".");
    }
    return value.longValue() > max
        ? fail(path, "NUMBER_TYPE_MAX", "int value should be less than or equal to " + max + ".")
        : this;
  }

  /// Notes the fault unless the condition holds.
  public Check that(boolean condition, String path, String code, String message) {
    return condition ? this : fail(path, code, message);
  }

  /// Returns the refusal, if anything was at fault.
  public Optional<ApiException> refusal() {
    return Optional.ofNullable(refusal);
  }

  /// Throws the refusal, if anything was at fault.
  public void orRefuse() {
    if (refusal != null) {
      throw refusal;
    }
  }
}
