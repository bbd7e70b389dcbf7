package chat.maru.matrix;

import chat.maru.contract.Operation;
import chat.maru.kernel.Patch;
import chat.maru.wire.Json;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Makes bad calls of an operation out of a good one: one thing wrong each, by the types of the
/// operation's own records.
final class BadInput {
  private static final List<String> IDS =
      List.of(
          "abc",
          "-1",
          "0x10",
          "1.5",
          "1e3",
          "99999999999999999999",
          "9223372036854775808",
          "%00",
          "%20",
          "1%2F2",
          "%F0%9F%92%A9",
          "null",
          "undefined",
          "NaN",
          "%2e%2e",
          "%D9%A1%D9%A2",
          "a".repeat(300));
  private static final List<String> TEXTS =
      List.of(
          "",
          "{",
          "}",
          "[",
          "]",
          "{\"a\"",
          "{\"a\":}",
          "{'a':1}",
          "{\"a\":1,}",
          "{\"a\":NaN}",
          "nul",
          "{\"a\":1}{",
          "{\"a\":01}",
          "{\"a\":\"\\x\"}",
          "{\"a\":\"\\ud8\"}",
          "\u0000",
          "{\"a\":\"\n\"}",
          "[".repeat(5_000),
          "{\"a\":".repeat(5_000),
          "<xml/>",
          "a=b&c=d",
          "{\"a\":" + "9".repeat(2000));
  private static final List<String> NO_TEXT =
      List.of("5", "true", "[]", "{}", "1.5", "\"\\u0000\"", "\"\\ud800\"", "\"x\\udc00y\"");
  private static final List<String> NO_NUMBER =
      List.of("\"abc\"", "[]", "{}", "1e400", "99999999999999999999", "\"1.5\"");
  private static final List<String> NO_ID =
      List.of("\"abc\"", "-1", "true", "[]", "{}", "1.5", "\"99999999999999999999\"", "\"-5\"");
  private static final List<String> NO_SWITCH = List.of("\"yes\"", "2", "[]", "{}", "\"true \"");
  private static final List<String> NO_MOMENT =
      List.of("\"tomorrow\"", "5", "[]", "{}", "\"2026-13-40T99:00:00Z\"");
  private static final List<String> NO_LIST = List.of("5", "\"x\"", "{}", "true");
  private static final List<String> NO_OBJECT = List.of("5", "\"x\"", "true", "1.5");

  /// What may be refused or not, and must never be a defect.
  private static final List<String> ODD =
      List.of(
          "null",
          "\"\"",
          "-1",
          "0",
          "2147483647",
          "-2147483648",
          "9223372036854775807",
          "[null]",
          "[[]]",
          "[{}]",
          "{}",
          "[]",
          "\" \"",
          "\"\\u202e\\ufeff\\u200b\"",
          "\"e\\u0301\\u0301\\u0301\"",
          "true",
          "\"0\"",
          "\"" + "x".repeat(5_000) + "\"",
          "\"\\ud83d\\ude00\"",
          "\"'; drop table users; --\"",
          "[5,\"x\",null,{}]",
          "\"%s%n${1}#{2}\"",
          "{\"a\":{\"a\":{\"a\":[[[]]]}}}",
          "1e5",
          "\"9007199254740993\"",
          "[0,0]");

  /// A call.
  ///
  /// @param refused whether it must be refused whatever the operation does
  record Call(String path, @Nullable String body, String type, boolean refused) {}

  private final Row row;
  private final Operation operation;
  private final RandomGenerator random;
  private final Optional<Type> bodyType;

  BadInput(Row row, Operation operation, RandomGenerator random) {
    this.row = row;
    this.operation = operation;
    this.random = random;
    bodyType =
        Arrays.stream(operation.method().getParameters())
            .filter(parameter -> parameter.getAnnotations().length == 0 || !isJaxRs(parameter))
            .map(parameter -> parameter.getParameterizedType())
            .findFirst();
  }

  private static boolean isJaxRs(Parameter parameter) {
    return Arrays.stream(parameter.getAnnotations())
        .anyMatch(on -> on.annotationType().getPackageName().startsWith("jakarta.ws.rs"));
  }

  /// The next bad call; its variables are still to be filled in.
  Call next() {
    var kind = random.nextInt(10);
    var hasVariables = row.path().replaceFirst("\\?.*", "").contains("{");
    if (bodyType.isEmpty() || row.body() == null) {
      return hasVariables && kind < 7 ? badPath() : oddQuery();
    }
    return switch (kind) {
      case 0 -> hasVariables ? badPath() : badText();
      case 1 -> badText();
      case 2 -> badType();
      case 3, 4, 5, 6 -> badField().orElseGet(this::badText);
      default -> oddField();
    };
  }

  private Call badPath() {
    var path = row.path().replaceFirst("\\?.*", "");
    var variables = path.split("(?=\\{)|(?<=})", -1);
    var places =
        IntStream.range(0, variables.length).filter(at -> variables[at].startsWith("{")).toArray();
    variables[places[random.nextInt(places.length)]] = pick(IDS);
    return new Call(String.join("", variables), row.body(), "application/json", true);
  }

  private Call badText() {
    var text = pick(TEXTS);
    return new Call(row.path(), text, "application/json", !text.isEmpty());
  }

  private Call badType() {
    var consumes = operation.method().getAnnotation(Consumes.class);
    var all =
        consumes == null
            ? operation.method().getDeclaringClass().getAnnotation(Consumes.class)
            : consumes;
    var json = all != null && List.of(all.value()).equals(List.of(MediaType.APPLICATION_JSON));
    var type =
        pick(
            List.of(
                "text/plain", "application/xml", "application/x-www-form-urlencoded", "image/png"));
    return new Call(row.path(), "{}", type, json);
  }

  /// A field of the body with a value that its type can not take.
  private Optional<Call> badField() {
    var record = record(bodyType.orElseThrow());
    if (record.isEmpty()) {
      return Optional.empty();
    }
    var components = record.get().getRecordComponents();
    var component = components[random.nextInt(components.length)];
    var bad = bad(component.getGenericType());
    return bad.map(
        values ->
            new Call(row.path(), with(name(component), pick(values)), "application/json", true));
  }

  /// A field with a value that may be one, or twice, or beside unknown ones.
  private Call oddField() {
    var record = record(bodyType.orElseThrow());
    if (record.isEmpty()) {
      return new Call(row.path(), pick(ODD), "application/json", false);
    }
    var components = record.get().getRecordComponents();
    var field = name(components[random.nextInt(components.length)]);
    var body = with(field, pick(ODD));
    if (random.nextInt(4) == 0) {
      var again = "\"" + field + "\":" + pick(ODD) + ",\"zzz\":[1],";
      body = body.replaceFirst("\\{", Matcher.quoteReplacement("{" + again));
    }
    return new Call(row.path(), body, "application/json", false);
  }

  private Call oddQuery() {
    var query = new HashMap<String, String>();
    for (var name :
        List.of("limit", "before", "after", "around", "with_counts", "query", "days", "type")) {
      if (random.nextInt(3) == 0) {
        query.put(name, pick(IDS));
      }
    }
    var path =
        new StringBuilder(row.path()).append(row.path().contains("?") ? '&' : '?').append("x=1");
    query.forEach((name, value) -> path.append('&').append(name).append('=').append(value));
    return new Call(path.toString(), row.body(), "application/json", false);
  }

  /// The good body with one field exchanged; lists have it in their first element.
  private String with(String field, String value) {
    try {
      var tree = Json.tree(Optional.ofNullable(row.body()).orElse("{}"));
      var object = (ObjectNode) (tree.isArray() ? tree.get(0) : tree);
      object.put(field, "@@@");
      return Json.write(tree).replace("\"@@@\"", value);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<Class<?>> record(Type type) {
    var inner = type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : type;
    return inner instanceof Class<?> raw && raw.isRecord() && raw.getRecordComponents().length > 0
        ? Optional.of(raw)
        : Optional.empty();
  }

  private static String name(RecordComponent component) {
    var given = component.getAccessor().getAnnotation(JsonProperty.class);
    return given != null && !given.value().isEmpty()
        ? given.value()
        : new SnakeCaseStrategy().translate(component.getName());
  }

  private static Optional<List<String>> bad(Type type) {
    if (type instanceof ParameterizedType generic) {
      var raw = (Class<?>) generic.getRawType();
      return raw == Patch.class || raw == Optional.class
          ? bad(generic.getActualTypeArguments()[0])
          : Collection.class.isAssignableFrom(raw) ? Optional.of(NO_LIST) : Optional.empty();
    }
    var known =
        Map.<Type, List<String>>of(
            String.class, NO_TEXT,
            Integer.class, NO_NUMBER,
            int.class, NO_NUMBER,
            Long.class, NO_ID,
            long.class, NO_ID,
            Boolean.class, NO_SWITCH,
            boolean.class, NO_SWITCH,
            Instant.class, NO_MOMENT);
    return Optional.ofNullable(known.get(type))
        .or(
            () ->
                type instanceof Class<?> raw && raw.isRecord()
                    ? Optional.of(NO_OBJECT)
                    : Optional.empty());
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
