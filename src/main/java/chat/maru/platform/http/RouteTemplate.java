package chat.maru.platform.http;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The template under which an operation was found, such as `/channels/{channel_id}`.
public final class RouteTemplate {
  private RouteTemplate() {}

  /// Returns the template of the operation that was matched; empty if none was.
  public static Optional<String> of(ResourceInfo matched) {
    var method = matched.getResourceMethod();
    if (method == null) {
      return Optional.empty();
    }
    var route =
        template(classPath(matched.getResourceClass()))
            + template(method.getAnnotation(Path.class));
    return Optional.of(route.isEmpty() ? "/" : route);
  }

  /// The class may be a proxy made by the container, below the one that carries the path.
  private static @Nullable Path classPath(Class<?> resource) {
    for (Class<?> at = resource; at != null; at = at.getSuperclass()) {
      if (at.isAnnotationPresent(Path.class)) {
        return at.getAnnotation(Path.class);
      }
    }
    return null;
  }

  private static String template(@Nullable Path path) {
    if (path == null || path.value().isEmpty() || path.value().equals("/")) {
      return "";
    }
    var value = path.value().startsWith("/") ? path.value() : "/" + path.value();
    return value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
  }
}
