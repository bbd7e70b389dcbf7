package chat.maru.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/// Describes the HTTP API in OpenAPI 3.0 (what MicroProfile OpenAPI 3.1 speaks) from the resources
/// and the records that they take and give. Where a Java type does not say it, the annotations of
/// MicroProfile OpenAPI do: `@APIResponseSchema` what a `Response` holds, `@APIResponse` a further
/// code, `@Parameter` what a parameter is, `@Operation(hidden = true)` what is a page and no
/// operation.
final class OpenApi {
  static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();
  private static final String JSON = "application/json";
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  private final WireSchemas schemas = new WireSchemas(WireSchemas.Nulls.KEYWORD);
  private final ObjectNode paths = YAML.createObjectNode();

  private OpenApi() {}

  /// The file's text.
  static String text() {
    return new OpenApi().written();
  }

  /// Whether it is an operation of the API, and not a page.
  static boolean isListed(Operation operation) {
    var said =
        operation
            .method()
            .getAnnotation(org.eclipse.microprofile.openapi.annotations.Operation.class);
    return said == null || !said.hidden();
  }

  private String written() {
    Operation.all().stream()
        .filter(OpenApi::isListed)
        .sorted(Comparator.comparing(Operation::path).thenComparing(Operation::verb))
        .forEach(this::operation);
    try (InputStream frame = OpenApi.class.getResourceAsStream("/contract/openapi-frame.yaml")) {
      var root = (ObjectNode) YAML.readTree(frame);
      root.set("paths", paths);
      var components = (ObjectNode) root.path("components");
      components.withObject("/schemas").setAll(schemas.definitions());
      root.set("components", components); // last
      return YAML.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void operation(Operation it) {
    var operation = ((ObjectNode) at(paths, it.path())).putObject(it.verb().toLowerCase());
    operation.putArray("tags").add(it.path().split("/", -1)[1]);
    operation.put("operationId", it.name());
    var summary = DocComment.of(it.method()).orElseGet(() -> words(it.name()));
    operation.put("summary", summary);
    parameters(it, operation);
    body(it, operation);
    responses(it, operation.putObject("responses"));
  }

  private static void parameters(Operation it, ObjectNode operation) {
    var list = YAML.createArrayNode();
    for (var found = VARIABLE.matcher(it.path()); found.find(); ) {
      var name = found.group(1);
      list.addObject()
          .put("name", name)
          .put("in", "path")
          .put("required", true)
          .set("schema", QueryParameter.path(name));
    }
    QueryParameter.of(it.method())
        .forEach(
            parameter ->
                list.addObject()
                    .put("name", parameter.name())
                    .put("in", "query")
                    .set("schema", parameter.schema()));
    if (!list.isEmpty()) {
      operation.set("parameters", list);
    }
  }

  private void body(Operation it, ObjectNode operation) {
    bodyType(it.method())
        .ifPresent(
            type -> {
              var content = operation.putObject("requestBody").putObject("content");
              content.putObject(JSON).set("schema", schemas.of(type));
              if (Operation.hasForm(it)) {
                var form = content.putObject("multipart/form-data").putObject("schema");
                form.put("type", "object")
                    .putObject("properties")
                    .set("payload_json", schemas.of(type));
                form.putObject("additionalProperties")
                    .put("type", "string")
                    .put("format", "binary");
              }
            });
  }

  /// What a method takes as its body: the parameter that nothing else fills.
  static Optional<Type> bodyType(Method method) {
    return Arrays.stream(method.getParameters())
        .filter(each -> Arrays.stream(each.getAnnotations()).noneMatch(OpenApi::isFilled))
        .map(each -> each.getParameterizedType())
        .findFirst();
  }

  private static boolean isFilled(Annotation annotation) {
    return annotation.annotationType().getPackageName().startsWith("jakarta.ws.rs");
  }

  private void responses(Operation it, ObjectNode responses) {
    var said = it.method().getAnnotation(APIResponseSchema.class);
    var type = it.method().getGenericReturnType();
    if (type == void.class) {
      responses.putObject("204").put("description", "Done.");
    } else if (said != null) {
      var code = said.responseCode().isEmpty() ? "200" : said.responseCode();
      answer(responses, code, JSON).set("schema", schemas.of(said.value()));
    } else if (type == Response.class) {
      answer(responses, "200", "*/*")
          .putObject("schema")
          .put("type", "string")
          .put("format", "binary");
    } else {
      answer(responses, "200", JSON).set("schema", schemas.of(type));
    }
    for (var more : it.method().getAnnotationsByType(APIResponse.class)) {
      responses.putObject(more.responseCode()).put("description", more.description());
    }
    for (var refusal : List.of("4XX:Refused", "429:RateLimited", "503:Unavailable")) {
      var parts = refusal.split(":", -1);
      responses.putObject(parts[0]).put("$ref", "#/components/responses/" + parts[1]);
    }
  }

  private static ObjectNode answer(ObjectNode responses, String code, String media) {
    var answer = responses.putObject(code);
    answer.put("description", code.equals("201") ? "Made." : "Here it is.");
    return answer.putObject("content").putObject(media);
  }

  private static JsonNode at(ObjectNode node, String name) {
    return node.has(name) ? node.path(name) : node.putObject(name);
  }

  /// A method's name as a sentence.
  private static String words(String name) {
    var words = name.replaceAll("([A-Z])", " $1").toLowerCase().replace("oauth2", "OAuth2");
    return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
  }
}
