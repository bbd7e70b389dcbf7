package chat.maru.message;

import chat.maru.platform.http.Param;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/// The query parameters of every list of messages.
public class CursorParams {
  @QueryParam("before")
  @Nullable String before;

  @QueryParam("after")
  @Nullable String after;

  @QueryParam("around")
  @Nullable String around;

  @QueryParam("limit")
  @Nullable String limit;

  MessageCursor read() {
    return MessageCursor.of(
        Param.optionalId("before", before),
        Param.optionalId("after", after),
        Param.optionalId("around", around),
        Param.optionalInt("limit", limit));
  }
}
