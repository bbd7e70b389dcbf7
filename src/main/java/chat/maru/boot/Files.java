package chat.maru.boot;

import chat.maru.kernel.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.Pattern;

/// Files of the class path as answers.
final class Files {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=UTF-8",
          "css", "text/css;charset=UTF-8",
          "js", "text/javascript;charset=UTF-8",
          "svg", "image/svg+xml",
          "png", "image/png");

  /// No slash: the name comes from the address, where `%2F` is one.
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");

  private Files() {}

  /// Answers with the file; browsers may keep it for an hour.
  ///
  /// @throws chat.maru.kernel.ApiException 404 if there is none of this name
  static Response answer(String directory, String file) {
    var type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
    if (type == null || !NAME.matcher(file).matches()) {
      throw Problem.NOT_FOUND.error();
    }
    return Response.ok(read(directory + file))
        .type(type)
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=3600")
        .build();
  }

  /// Reads the file.
  ///
  /// @throws chat.maru.kernel.ApiException 404 if there is none of this name
  static byte[] read(String path) {
    try (var file = Files.class.getResourceAsStream(path)) {
      if (file == null) {
        throw Problem.NOT_FOUND.error();
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
