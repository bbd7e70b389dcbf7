package chat.maru.contract;

import chat.maru.kernel.Patch;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Schemas of wire records as the one codec writes and reads them: names in snake_case, ids and bit
/// sets as decimal text, moments in ISO 8601, what is unwrapped as a part of the whole. A record
/// within another is named after both.
///
/// What a client gets (`...Json`) has all of its fields but the optional ones; of what a client
/// sends, records say nothing about what must be there.
public final class WireSchemas {
  private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();

  /// How a description says that something may be null.
  public enum Nulls {
    /// `nullable`, as OpenAPI 3.0 has it.
    KEYWORD,
    /// A type of its own, as JSON Schema has it.
    TYPE
  }

  private final Nulls nulls;
  private final Map<String, ObjectNode> definitions = new TreeMap<>();

  public WireSchemas(Nulls nulls) {
    this.nulls = nulls;
  }

  /// The schema of a type; of a record a reference.
  public ObjectNode of(Type type) {
    return switch (type) {
      case ParameterizedType generic -> of(generic);
      case WildcardType any -> of(any.getUpperBounds()[0]);
      case Class<?> plain when plain.isRecord() || plain.isSealed() -> reference(plain);
      case Class<?> plain -> simple(plain);
      default -> throw new AssertionError("no schema for " + type);
    };
  }

  /// All schemas that references lead to, by name.
  public ObjectNode definitions() {
    var all = node();
    definitions.forEach(all::set);
    return all;
  }

  private ObjectNode of(ParameterizedType generic) {
    var raw = (Class<?>) generic.getRawType();
    var last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
    if (raw == Optional.class) {
      return of(last);
    }
    if (raw == Patch.class) {
      return nullable(of(last));
    }
    if (Map.class.isAssignableFrom(raw)) {
      return object().set("additionalProperties", of(last));
    }
    if (Collection.class.isAssignableFrom(raw)) {
      return node().put("type", "array").set("items", of(last));
    }
    throw new AssertionError("no schema for " + generic);
  }

  private static ObjectNode simple(Class<?> type) {
    if (type == long.class || type == Long.class) {
      return node().put("type", "string").put("pattern", "^[0-9]+$");
    }
    if (type == int.class || type == Integer.class) {
      return node().put("type", "integer").put("format", "int32");
    }
    if (type == boolean.class || type == Boolean.class) {
      return node().put("type", "boolean");
    }
    if (type == double.class || type == Double.class) {
      return node().put("type", "number");
    }
    if (type == String.class) {
      return node().put("type", "string");
    }
    if (type == Instant.class) {
      return node().put("type", "string").put("format", "date-time");
    }
    if (type == ObjectNode.class || type == Map.class) {
      return object();
    }
    if (type == Object.class || JsonNode.class.isAssignableFrom(type)) {
      return node(); // any JSON
    }
    throw new AssertionError("no schema for " + type);
  }

  private ObjectNode reference(Class<?> type) {
    var name = name(type);
    if (!definitions.containsKey(name)) {
      definitions.put(name, node()); // what refers to itself ends here
      definitions.put(name, type.isSealed() ? choice(type) : record(type));
    }
    return node().put("$ref", "#/components/schemas/" + name);
  }

  private ObjectNode choice(Class<?> type) {
    var choice = node();
    var of = choice.putArray("anyOf");
    for (var each : type.getPermittedSubclasses()) {
      of.add(of(each));
    }
    return choice;
  }

  private ObjectNode record(Class<?> type) {
    var own = object();
    var properties = node();
    var required = JsonNodeFactory.instance.arrayNode();
    var parts = JsonNodeFactory.instance.arrayNode();
    for (var component : type.getRecordComponents()) {
      if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
        parts.add(of(component.getGenericType()));
        continue;
      }
      properties.set(property(component), value(component));
      if (isAlwaysThere(type, component)) {
        required.add(property(component));
      }
    }
    own.set("properties", properties);
    if (!required.isEmpty()) {
      own.set("required", required);
    }
    return parts.isEmpty() ? own : node().set("allOf", parts.add(own));
  }

  private ObjectNode value(RecordComponent component) {
    var schema = of(component.getGenericType());
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
        ? nullable(schema)
        : schema;
  }

  private static boolean isAlwaysThere(Class<?> type, RecordComponent component) {
    var include =
        Optional.ofNullable(component.getAccessor().getAnnotation(JsonInclude.class))
            .or(() -> Optional.ofNullable(type.getAnnotation(JsonInclude.class)));
    return name(type).contains("Json")
        && component.getType() != Optional.class
        && include.map(JsonInclude::value).orElse(JsonInclude.Include.ALWAYS)
            == JsonInclude.Include.ALWAYS;
  }

  private ObjectNode nullable(ObjectNode schema) {
    if (schema.isEmpty()) {
      return schema;
    }
    if (nulls == Nulls.KEYWORD) {
      var nullable = schema.has("$ref") ? node() : schema;
      if (schema.has("$ref")) {
        nullable.putArray("allOf").add(schema);
      }
      return nullable.put("nullable", true);
    }
    if (schema.has("$ref")) {
      var either = node();
      either.putArray("anyOf").add(schema).addObject().put("type", "null");
      return either;
    }
    var type = schema.path("type").asText();
    schema.putArray("type").add(type).add("null");
    return schema;
  }

  private static String property(RecordComponent component) {
    return Optional.ofNullable(component.getAccessor().getAnnotation(JsonProperty.class))
        .map(JsonProperty::value)
        .filter(name -> !name.isEmpty())
        .orElseGet(() -> NAMES.translate(component.getName()));
  }

  private static String name(Class<?> type) {
    var outer = type.getEnclosingClass();
    return outer == null ? type.getSimpleName() : name(outer) + "." + type.getSimpleName();
  }

  private static ObjectNode object() {
    return node().put("type", "object");
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
