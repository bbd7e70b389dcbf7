package chat.maru.wire;

import chat.maru.kernel.ApiException;
import chat.maru.kernel.Problem;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.time.Instant;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says in the protocol's words what is wrong with JSON that could not be read.
public final class Malformed {
  private Malformed() {}

  /// Returns the refusal: `50109` for text that is no JSON, `50035` with the field's path for a
  /// value of the wrong kind.
  public static ApiException error(JsonProcessingException fault) {
    if (!(fault instanceof JsonMappingException mapping)) {
      return Problem.INVALID_JSON.error();
    }
    var path =
        mapping.getPath().stream()
            .map(
                at -> at.getFieldName() == null ? String.valueOf(at.getIndex()) : at.getFieldName())
            .collect(Collectors.joining("."));
    var type =
        fault.getCause() instanceof InputCoercionException tooLarge
            ? tooLarge.getTargetType()
            : fault instanceof MismatchedInputException wrong ? wrong.getTargetType() : null;
    return Problem.INVALID_FORM_BODY
        .error()
        .field(path, code(type), "Not a valid value for this field.");
  }

  private static String code(@Nullable Class<?> type) {
    if (type == null) {
      return "DICT_TYPE_CONVERT";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "BOOLEAN_TYPE_CONVERT";
    }
    if (type == Instant.class) {
      return "DATE_TIME_TYPE_PARSE";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "NUMBER_TYPE_COERCE";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "LIST_TYPE_CONVERT";
    }
    return type == String.class ? "STRING_TYPE_CONVERT" : "DICT_TYPE_CONVERT";
  }
}
