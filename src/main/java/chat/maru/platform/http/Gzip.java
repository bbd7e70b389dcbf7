package chat.maru.platform.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Compresses text answers of more than 1 KiB for those who accept gzip.
@Provider
@ApplicationScoped
@Priority(Priorities.ENTITY_CODER)
public class Gzip implements WriterInterceptor {
  private static final int THRESHOLD_BYTES = 1024;

  /// A filter that leaves a property behind would do, but not on Open Liberty.
  @Context HttpHeaders request;

  @Override
  public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
    var accepted = request.getHeaderString(HttpHeaders.ACCEPT_ENCODING);
    if (accepted == null
        || !accepts(accepted)
        || context.getHeaders().containsKey(HttpHeaders.CONTENT_ENCODING)
        || !isText(context.getMediaType())) {
      context.proceed();
      return;
    }
    var plain = context.getOutputStream();
    var late = new Late(plain, context.getHeaders());
    context.setOutputStream(late);
    try {
      context.proceed();
      late.finish();
    } finally {
      context.setOutputStream(plain);
    }
  }

  private static boolean accepts(String header) {
    for (var coding : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      var parts = coding.strip().split("\\s*;\\s*", -1);
      if (parts[0].equals("gzip")) {
        return parts.length == 1 || !parts[1].matches("q=0(\\.0*)?");
      }
    }
    return false;
  }

  private static boolean isText(@Nullable MediaType type) {
    return type != null
        && (type.getType().equals("text")
            || type.getSubtype().matches("json|javascript|xml|yaml|.*\\+(json|xml)"));
  }

  /// Decides when it knows whether the body is long enough.
  private static final class Late extends OutputStream {
    private final OutputStream plain;
    private final MultivaluedMap<String, Object> headers;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream(THRESHOLD_BYTES);
    private @Nullable GZIPOutputStream zipped;

    Late(OutputStream plain, MultivaluedMap<String, Object> headers) {
      this.plain = plain;
      this.headers = headers;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      if (zipped == null && head.size() + count <= THRESHOLD_BYTES) {
        head.write(bytes, from, count);
        return;
      }
      if (zipped == null) {
        headers.putSingle(HttpHeaders.CONTENT_ENCODING, "gzip");
        headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        headers.remove(HttpHeaders.CONTENT_LENGTH);
        zipped = new GZIPOutputStream(plain);
        head.writeTo(zipped);
      }
      zipped.write(bytes, from, count);
    }

    /// A writer may close or flush what it writes to; the body ends in [#finish] all the same.
    @Override
    public void flush() {}

    @Override
    public void close() {}

    void finish() throws IOException {
      if (zipped != null) {
        zipped.finish();
      } else {
        head.writeTo(plain);
      }
      plain.flush();
    }
  }
}
