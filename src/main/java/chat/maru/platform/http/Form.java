package chat.maru.platform.http;

import chat.maru.kernel.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;
import org.jspecify.annotations.Nullable;

/// A `multipart/form-data` body (RFC 7578), read part by part: the same on every runtime, and
/// nothing of a file is held in memory.
public final class Form {
  private static final int MAX_PARTS = 40;

  private Form() {}

  /// One part.
  ///
  /// @param name of the field
  /// @param filename empty for a field that is no file
  /// @param type what the client says that it is
  public record Part(
      String name, Optional<String> filename, Optional<String> type, InputStream body) {}

  /// Takes the parts in their order. A body is read within the call or not at all.
  public interface Taker {
    void take(Part part) throws IOException;
  }

  /// Reads a body.
  ///
  /// @throws chat.maru.kernel.ApiException 400 for what is no such body
  public static void read(@Nullable String contentType, InputStream body, Taker taker) {
    var boundary = parameters(contentType == null ? "" : contentType).get("boundary");
    if (boundary == null || boundary.isEmpty()) {
      throw Problem.BAD_REQUEST.error();
    }
    try {
      var input =
          MultipartInput.builder()
              .setInputStream(body)
              .setBoundary(boundary.getBytes(StandardCharsets.ISO_8859_1))
              .get();
      input.setHeaderCharset(StandardCharsets.UTF_8);
      var more = input.skipPreamble();
      for (var count = 0; more; count++) {
        if (count == MAX_PARTS) {
          throw Problem.BAD_REQUEST.error();
        }
        var part = part(headers(input.readHeaders()), input);
        if (part.isPresent()) {
          taker.take(part.get());
        }
        input.discardBodyData();
        more = input.readBoundary();
      }
    } catch (MultipartInput.MalformedStreamException | FileUploadSizeException _) {
      throw Problem.BAD_REQUEST.error();
    } catch (IOException | IllegalArgumentException _) { // the client went away, or sent nonsense
      throw Problem.BAD_REQUEST.error();
    }
  }

  private static Optional<Part> part(Map<String, String> headers, MultipartInput input) {
    var disposition = parameters(headers.getOrDefault("content-disposition", ""));
    return Optional.ofNullable(disposition.get("name"))
        .map(
            name ->
                new Part(
                    name,
                    Optional.ofNullable(disposition.get("filename")),
                    Optional.ofNullable(headers.get("content-type")),
                    input.newInputStream()));
  }

  private static Map<String, String> parameters(String header) {
    var parser = new ParameterParser();
    parser.setLowerCaseNames(true);
    return parser.parse(header, ';');
  }

  private static Map<String, String> headers(String lines) {
    var headers = new HashMap<String, String>();
    lines
        .lines()
        .forEach(
            line -> {
              var colon = line.indexOf(':');
              if (colon > 0) {
                headers.put(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
              }
            });
    return headers;
  }
}
