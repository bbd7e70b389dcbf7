package chat.maru.platform.http;

import chat.maru.kernel.Problem;
import chat.maru.wire.Json;
import chat.maru.wire.Malformed;
import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Reads and writes bodies with the one codec, instead of what the runtime brings (JSON-B). A body
/// longer than `maru.http.max-json-bytes` is refused (413) before it is parsed.
@Provider
@ApplicationScoped
@Priority(1)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class JsonBody implements MessageBodyReader<Object>, MessageBodyWriter<Object> {
  private static final byte[] EMPTY = {'{', '}'};

  @Inject
  @ConfigProperty(name = "maru.http.max-json-bytes", defaultValue = "2097152")
  int maxBytes;

  @Override
  public boolean isReadable(Class<?> type, Type generic, Annotation[] on, MediaType media) {
    return true;
  }

  @Override
  public @Nullable Object readFrom(
      Class<Object> type,
      Type generic,
      Annotation[] on,
      MediaType media,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    var bytes = body.readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw Problem.PAYLOAD_TOO_LARGE.error();
    }
    try {
      var read = Json.read(new ByteArrayInputStream(bytes), generic);
      // An empty body is an empty object: what it lacks is named field by field.
      return read == null ? Json.read(new ByteArrayInputStream(EMPTY), generic) : read;
    } catch (JsonProcessingException e) {
      throw Malformed.error(e);
    }
  }

  @Override
  public boolean isWriteable(Class<?> type, Type generic, Annotation[] on, MediaType media) {
    return !InputStream.class.isAssignableFrom(type)
        && type != String.class
        && type != byte[].class;
  }

  @Override
  public void writeTo(
      Object value,
      Class<?> type,
      Type generic,
      Annotation[] on,
      MediaType media,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    Json.write(value, out);
  }
}
