package chat.maru.contract;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// An operation that the server really has, read from its compiled resources.
///
/// @param verb the HTTP method
/// @param path the template, as in `/guilds/{guild_id}`
/// @param method the Java method, named as the protocol names the operation
public record Operation(String verb, String path, Method method) {
  private static final String SUFFIX = "Resource.class";

  /// Every operation of every resource below the classes of the server, by path.
  public static List<Operation> all() {
    return found(operation -> !operation.isByForm());
  }

  /// Whether the operation takes its body as a form too, with files.
  static boolean hasForm(Operation operation) {
    return !found(it -> it.isByForm() && it.shape().equals(operation.shape())).isEmpty();
  }

  private static List<Operation> found(Predicate<Operation> wanted) {
    var root = classes();
    try (var files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .map(Operation::load)
          .flatMap(Operation::of)
          .filter(wanted)
          .sorted(Comparator.comparing(Operation::path).thenComparing(Operation::verb))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// The operations of a resource.
  static Stream<Operation> of(Class<?> resource) {
    return Arrays.stream(resource.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .flatMap(
            method ->
                Arrays.stream(method.getAnnotations())
                    .map(on -> on.annotationType().getAnnotation(HttpMethod.class))
                    .filter(verb -> verb != null)
                    .map(verb -> new Operation(verb.value(), template(resource, method), method)));
  }

  /// Whether it is the second door of an operation, for bodies with files.
  private boolean isByForm() {
    var consumes = method.getAnnotation(Consumes.class);
    return consumes != null && List.of(consumes.value()).contains(MediaType.MULTIPART_FORM_DATA);
  }

  /// What the protocol calls it.
  public String name() {
    return method.getName();
  }

  /// The resource's simple name.
  public String resource() {
    return method.getDeclaringClass().getSimpleName();
  }

  /// Method and path with the names of variables left out: what two descriptions of one operation
  /// agree on.
  public String shape() {
    return shape(verb, path);
  }

  public static String shape(String verb, String path) {
    return verb + " " + path.replaceAll("\\{[^}]*}", "{}");
  }

  private static String template(Class<?> resource, Method method) {
    var path = resource.getAnnotation(Path.class).value();
    var more = method.getAnnotation(Path.class);
    var joined = "/" + path + "/" + (more == null ? "" : more.value());
    var tidy = joined.replaceAll("/+", "/").replaceAll("\\{\\s*(\\w+)\\s*(:[^}]*)?}", "{$1}");
    return tidy.length() > 1 && tidy.endsWith("/") ? tidy.substring(0, tidy.length() - 1) : tidy;
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Operation.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static java.nio.file.Path classes() {
    try {
      URI place =
          chat.maru.kernel.Problem.class
              .getProtectionDomain()
              .getCodeSource()
              .getLocation()
              .toURI();
      return Paths.get(place);
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
