package chat.maru.contract;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/// A query parameter of an operation. All are texts in Java, since `platform.http.Param` reads
/// them; what they are goes by their names, else by `@Parameter`.
///
/// @param place what carries the annotations
record QueryParameter(String name, AnnotatedElement place) {
  private static final String MANY = "array of ids";
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("limit", "integer"),
          Map.entry("days", "integer"),
          Map.entry("delete_message_seconds", "integer"),
          Map.entry("delete_message_days", "integer"),
          Map.entry("type", "integer"),
          Map.entry("action_type", "integer"),
          Map.entry("after_seq", "integer"),
          Map.entry("kind", "string"),
          Map.entry("before", "id"),
          Map.entry("after", "id"),
          Map.entry("around", "id"),
          Map.entry("user_id", "id"),
          Map.entry("target_id", "id"),
          Map.entry("client_id", "id"),
          Map.entry("thread_id", "id"),
          Map.entry("wait", "boolean"),
          Map.entry("with_components", "boolean"),
          Map.entry("permissions", "id"),
          Map.entry("include_roles", MANY),
          Map.entry("with_counts", "boolean"),
          Map.entry("with_member", "boolean"),
          Map.entry("query", "string"),
          Map.entry("ex", "string"),
          Map.entry("is", "string"),
          Map.entry("hm", "string"));

  /// The parameters of a method, those of its beans included, by name.
  static Stream<QueryParameter> of(Method method) {
    return Arrays.stream(method.getParameters())
        .flatMap(
            each ->
                each.isAnnotationPresent(BeanParam.class)
                    ? Arrays.stream(each.getType().getDeclaredFields())
                    : Stream.of((AnnotatedElement) each))
        .flatMap(
            place ->
                Optional.ofNullable(place.getAnnotation(QueryParam.class)).stream()
                    .map(found -> new QueryParameter(found.value(), place)));
  }

  ObjectNode schema() {
    var said = place.getAnnotation(Parameter.class);
    if (said != null) {
      return text().put("format", said.schema().format());
    }
    var kind = KINDS.get(name);
    if (kind == null) {
      throw new AssertionError("say what kind the query parameter " + name + " is");
    }
    return switch (kind) {
      case "id" -> id();
      case MANY -> node("array").set("items", id());
      default -> node(kind);
    };
  }

  /// The schema of a path's variable.
  static ObjectNode path(String name) {
    return switch (name) {
      case "answer_id" -> node("integer");
      case "session_id" -> text();
      default -> name.endsWith("_id") ? id() : text();
    };
  }

  private static ObjectNode id() {
    return text().put("pattern", "^[0-9]+$");
  }

  private static ObjectNode text() {
    return node("string");
  }

  private static ObjectNode node(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }
}
