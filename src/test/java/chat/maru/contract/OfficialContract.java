package chat.maru.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Discord's published description, as far as ours is held to it: which operations there are, their
/// parameters with their types, whether they take a body, and their status codes.
final class OfficialContract {
  private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete");

  /// An operation of a description.
  ///
  /// @param whole the description, for references
  /// @param item what all operations of the path share
  private record Described(JsonNode whole, JsonNode item, JsonNode operation) {

    /// The types of the parameters in `query` or `path`, by name.
    Map<String, Set<String>> parameters(String in) {
      var types = new TreeMap<String, Set<String>>();
      for (var list : List.of(item.path("parameters"), operation.path("parameters"))) {
        for (var parameter : list) {
          if (parameter.path("in").asText().equals(in)) {
            types.put(parameter.path("name").asText(), types(parameter.path("schema")));
          }
        }
      }
      return types;
    }

    boolean takesBody() {
      return operation.has("requestBody");
    }

    Set<String> codes() {
      var codes = new TreeSet<String>();
      operation.path("responses").fieldNames().forEachRemaining(codes::add);
      return codes;
    }

    /// The JSON types that a schema takes; none where any.
    private Set<String> types(JsonNode schema) {
      var types = new TreeSet<String>();
      if (schema.has("$ref")) {
        types.addAll(types(whole.at(schema.path("$ref").asText().substring(1))));
      }
      for (var each : schema.has("oneOf") ? schema.path("oneOf") : schema.path("anyOf")) {
        types.addAll(types(each));
      }
      var type = schema.path("type");
      if (type.isTextual()) {
        types.add(type.asText());
      }
      type.forEach(each -> types.add(each.asText()));
      types.remove("null");
      return types;
    }
  }

  private final Map<String, Described> official = new TreeMap<>();

  OfficialContract() throws IOException {
    var file = Path.of("src/test/compat/discord/openapi.json").toFile();
    official.putAll(operations(new ObjectMapper().readTree(file)));
  }

  /// What a description says otherwise than Discord's, a sentence each, beginning with method and
  /// path. What it leaves out is no difference: `coverage.md` lists that.
  List<String> differences(JsonNode ours) {
    var differences = new ArrayList<String>();
    operations(ours)
        .forEach(
            (shape, mine) -> {
              var theirs = official.get(shape);
              if (theirs == null) {
                differences.add(shape + ": not Discord's");
              } else {
                compare(shape, mine, theirs, differences);
              }
            });
    return differences;
  }

  private static void compare(
      String shape, Described mine, Described theirs, List<String> differences) {
    for (var in : List.of("path", "query")) {
      var our = mine.parameters(in);
      var their = theirs.parameters(in);
      their.forEach(
          (name, types) -> {
            if (!our.containsKey(name)) {
              differences.add(shape + ": no " + in + " parameter " + name);
            } else if (!types.isEmpty() && !types.containsAll(our.get(name))) {
              differences.add(shape + ": " + name + " is " + our.get(name) + ", not " + types);
            }
          });
      our.keySet().stream()
          .filter(name -> !their.containsKey(name))
          .forEach(name -> differences.add(shape + ": " + in + " parameter " + name));
    }
    if (mine.takesBody() != theirs.takesBody()) {
      differences.add(shape + (mine.takesBody() ? ": a body" : ": no body"));
    }
    var codes = theirs.codes();
    mine.codes().stream()
        .filter(code -> !code.startsWith("5") && !codes.contains(code))
        .forEach(code -> differences.add(shape + ": status " + code));
    for (var family : List.of("4XX", "429")) {
      if (!mine.codes().contains(family)) {
        differences.add(shape + ": no status " + family);
      }
    }
  }

  /// The operations by method and path, the names of variables left out.
  private static Map<String, Described> operations(JsonNode whole) {
    var operations = new TreeMap<String, Described>();
    whole
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(it -> VERBS.contains(it.getKey()))
                    .forEach(
                        it ->
                            operations.put(
                                Operation.shape(it.getKey().toUpperCase(), path.getKey()),
                                new Described(whole, path.getValue(), it.getValue()))));
    return operations;
  }
}
