package chat.maru.platform.http;

import chat.maru.kernel.Check;
import chat.maru.kernel.Snowflake;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Reads path and query parameters as the protocol does: what does not fit is refused by name
/// (50035)
/// instead of by a 404 of the runtime.
public final class Param {
  private Param() {}

  /// Reads an id.
  public static long id(String name, String value) {
    try {
      return Snowflake.parse(value);
    } catch (NumberFormatException _) {
      throw refused(name, "NUMBER_TYPE_COERCE", "Value is not snowflake.");
    }
  }

  /// Reads an id that may be left out.
  public static Optional<Long> optionalId(String name, @Nullable String value) {
    return value == null || value.isEmpty() ? Optional.empty() : Optional.of(id(name, value));
  }

  /// Reads an ISO 8601 moment that may be left out.
  public static Optional<Instant> optionalInstant(String name, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      return Optional.empty();
    }
    try {
      // A plus that was not encoded arrives as a space.
      return Optional.of(
          DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(value.replace(' ', '+'), Instant::from));
    } catch (DateTimeParseException _) {
      throw refused(name, "DATE_TIME_TYPE_PARSE", "Could not parse the moment. Should be ISO8601.");
    }
  }

  /// Reads a number that may be left out.
  public static OptionalInt optionalInt(String name, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(value));
    } catch (NumberFormatException _) {
      throw refused(name, "NUMBER_TYPE_COERCE", "Value is not int.");
    }
  }

  /// Reads a number within `min` and `max`, both included.
  public static int intWithin(Bounds bounds, @Nullable String value) {
    var number = optionalInt(bounds.name(), value).orElse(bounds.otherwise());
    new Check().range(bounds.name(), number, bounds.min(), bounds.max()).orRefuse();
    return number;
  }

  /// The bounds of a numeric parameter and what it is where left out.
  public record Bounds(String name, int min, int max, int otherwise) {}

  /// Reads a switch: libraries send `true`, `True` and `1`.
  public static boolean flag(@Nullable String value) {
    return value != null && (value.equalsIgnoreCase("true") || value.equals("1"));
  }

  /// Reads `limit`, from 1 to `max`.
  public static int limit(@Nullable String value, int otherwise, int max) {
    return intWithin(new Bounds("limit", 1, max, otherwise), value);
  }

  /// Demands a body.
  public static <T> T body(@Nullable T body) {
    if (body == null) {
      throw refused("", "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType");
    }
    return body;
  }

  private static RuntimeException refused(String name, String code, String message) {
    return new Check().fail(name, code, message).refusal().orElseThrow();
  }
}
