package chat.maru.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One connection to the gateway. Frames wait here for the client's thread, so that a client which
/// is busy reading history is no slow reader to the server.
final class Socket implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

  private final BlockingQueue<Incoming> incoming = new LinkedBlockingQueue<>();
  private final WebSocket socket;

  /// What comes: frames, and at the end the code that it ended with.
  sealed interface Incoming {
    record Frame(JsonNode json) implements Incoming {}

    record End(int code) implements Incoming {}
  }

  /// Connects.
  ///
  /// @throws IOException if nobody answers as a gateway does
  Socket(URI address) throws IOException, InterruptedException {
    try {
      socket =
          CLIENT
              .newWebSocketBuilder()
              .connectTimeout(PATIENCE)
              .buildAsync(address, new Ears())
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(e);
    }
  }

  /// Waits for the next frame; null if none came in this time.
  @Nullable Incoming next(long millis) throws InterruptedException {
    return incoming.poll(Math.max(0, millis), TimeUnit.MILLISECONDS);
  }

  /// Sends a frame. Only the client's own thread calls it.
  ///
  /// @throws IOException if the connection is gone or stuck
  void send(int op, @Nullable Object data) throws IOException {
    var frame = new LinkedHashMap<String, @Nullable Object>();
    frame.put("op", op);
    frame.put("d", data);
    try {
      socket
          .sendText(RestLink.JSON.writeValueAsString(frame), true)
          .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException e) {
      throw new IOException(e);
    }
  }

  /// Says goodbye with a code that keeps the session, which 1000 and 1001 would end.
  void leave() {
    socket.sendClose(4000, "").orTimeout(1, TimeUnit.SECONDS).handle((_, _) -> 0).join();
    socket.abort();
  }

  /// Breaks the connection without a word.
  @Override
  public void close() {
    socket.abort();
    incoming.add(new Incoming.End(1006)); // the socket itself tells nobody of its own end
  }

  static Map<String, Object> identify(String token) {
    return Map.of(
        "token", token, "properties", Map.of("os", "any", "browser", "reference", "device", ""));
  }

  private final class Ears implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        try {
          incoming.add(new Incoming.Frame(RestLink.JSON.readTree(text.toString())));
        } catch (IOException _) {
          incoming.add(new Incoming.End(1007));
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      incoming.add(new Incoming.End(code));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      incoming.add(new Incoming.End(1006));
    }
  }
}
