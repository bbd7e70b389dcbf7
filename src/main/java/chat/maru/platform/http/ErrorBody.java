package chat.maru.platform.http;

import chat.maru.kernel.ApiException;
import chat.maru.kernel.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Discord's error body: `code`, `message` and, where fields are at fault, the nested `errors` tree
/// whose leaves are `_errors` lists (reference: "Error messages").
public final class ErrorBody {
  private ErrorBody() {}

  public static Map<String, Object> of(Problem problem) {
    var body = new LinkedHashMap<String, Object>();
    body.put("message", problem.message());
    body.put("code", problem.code());
    return body;
  }

  public static Map<String, Object> of(ApiException refusal) {
    var body = of(refusal.problem());
    refusal.retryAfter().ifPresent(delay -> body.put("retry_after", delay.toMillis() / 1000.0));
    if (refusal.problem().status() == 429) {
      body.put("global", refusal.problem() == Problem.RATE_LIMITED_GLOBALLY);
    }
    if (!refusal.fields().isEmpty()) {
      body.put("errors", tree(refusal.fields()));
    }
    return body;
  }

  private static Map<String, Object> tree(List<ApiException.Field> fields) {
    var root = new LinkedHashMap<String, Object>();
    for (var field : fields) {
      Map<String, Object> node = root;
      for (var step : field.path().isEmpty() ? new String[0] : field.path().split("\\.", -1)) {
        node = child(node, step);
      }
      leaf(node).add(Map.of("code", field.code(), "message", field.message()));
    }
    return root;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> child(Map<String, Object> node, String step) {
    return (Map<String, Object>)
        node.computeIfAbsent(step, _ -> new LinkedHashMap<String, Object>());
  }

  @SuppressWarnings("unchecked")
  private static List<Object> leaf(Map<String, Object> node) {
    return (List<Object>) node.computeIfAbsent("_errors", _ -> new ArrayList<>());
  }
}
