package chat.maru.testkit;

import chat.maru.wire.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// A client of the gateway. Keeps every frame in the order in which it came; asks wait up to ten
/// seconds and fail with what did come.
public final class GatewayClient implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long GUILDS = 1;

  private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
  private final Inflater inflater = new Inflater();
  private final boolean stream;
  private final @Nullable ZstdDecompressCtx zstd;
  private final WebSocket socket;
  private final Semaphore reading = new Semaphore(Integer.MAX_VALUE / 2);
  private volatile int closedWith;
  private final AtomicInteger binaryFrames = new AtomicInteger();

  private GatewayClient(String base, String path, String query, Map<String, String> headers) {
    stream = query.contains("zlib-stream");
    zstd = query.contains("zstd-stream") ? new ZstdDecompressCtx() : null;
    var opening = CLIENT.newWebSocketBuilder();
    headers.forEach(opening::header);
    socket =
        opening
            .buildAsync(URI.create(base + path + query), new Ears())
            .orTimeout(20, TimeUnit.SECONDS)
            .join();
  }

  /// Connects as client libraries do.
  public static GatewayClient connect() {
    return connect("/", "?v=10&encoding=json");
  }

  public static GatewayClient connect(String path, String query) {
    return new GatewayClient(Maru.gateway(), path, query, Map.of());
  }

  /// Connects to a node of a cluster.
  public static GatewayClient connect(Node node) {
    return connect(node, Map.of());
  }

  /// Connects to a node of a cluster with further headers.
  public static GatewayClient connect(Node node, Map<String, String> headers) {
    var base = "ws" + node.url().substring("http".length());
    return new GatewayClient(base, "/", "?v=10&encoding=json", headers);
  }

  /// Connects to a node of a cluster and identifies with a person's token; returns when it has its
  /// guilds.
  public static GatewayClient of(Node node, String token) {
    return connect(node).begun(token, Map.of());
  }

  /// Connects and identifies with a person's token, asking for every event; returns when it has its
  /// guilds.
  public static GatewayClient of(String token) {
    return identified(token, Map.of());
  }

  /// Connects and identifies as a bot; returns when it has its guilds.
  public static GatewayClient of(String token, long intents) {
    return identified(token, Map.of("intents", intents));
  }

  public static GatewayClient identified(String token, Map<String, ?> more) {
    return connect().begun(token, more);
  }

  /// What happens to a guild before its GUILD_CREATE may be in that instead of being an event.
  private GatewayClient begun(String token, Map<String, ?> more) {
    identify(token, more);
    var ready = event("READY");
    if (!(more.get("intents") instanceof Number intents) || (intents.longValue() & GUILDS) != 0) {
      for (var guild : ready.path("guilds")) {
        event("GUILD_CREATE", it -> it.path("id").equals(guild.path("id")));
      }
    }
    return this;
  }

  public GatewayClient identify(String token, Map<String, ?> more) {
    var body = new LinkedHashMap<String, Object>(more);
    body.put("token", token);
    body.putIfAbsent("properties", Map.of("os", "test"));
    return send(2, body);
  }

  public GatewayClient resume(String token, String sessionId, int seq) {
    return send(6, Map.of("token", token, "session_id", sessionId, "seq", seq));
  }

  public GatewayClient send(int op, @Nullable Object data) {
    var frame = new LinkedHashMap<String, @Nullable Object>();
    frame.put("op", op);
    frame.put("d", data);
    return text(Json.write(frame));
  }

  /// Sends text as it stands.
  public synchronized GatewayClient text(String text) {
    socket.sendText(text, true).orTimeout(20, TimeUnit.SECONDS).join();
    return this;
  }

  /// Waits for a dispatch and returns its `d`.
  public JsonNode event(String type) {
    return event(type, _ -> true);
  }

  public JsonNode event(String type, Predicate<JsonNode> which) {
    return frame(
            type, frame -> frame.path("t").asText().equals(type) && which.test(frame.path("d")))
        .path("d");
  }

  /// Waits for a frame with this opcode and returns it.
  public JsonNode op(int op) {
    return frame("op " + op, frame -> frame.path("op").asInt() == op);
  }

  public JsonNode frame(String what, Predicate<JsonNode> which) {
    Await.until(
        what, PATIENCE, () -> frames.stream().anyMatch(which) || closedWith != 0 && !any(which));
    return frames.stream()
        .filter(which)
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "closed with " + closedWith + " before " + what + ": " + types()));
  }

  private boolean any(Predicate<JsonNode> which) {
    return frames.stream().anyMatch(which);
  }

  /// Everything so far, in order.
  public List<JsonNode> frames() {
    return List.copyOf(frames);
  }

  /// The `d` of every dispatch of the type so far, in order.
  public List<JsonNode> events(String type) {
    return frames.stream()
        .filter(frame -> frame.path("t").asText().equals(type))
        .map(frame -> frame.path("d"))
        .toList();
  }

  /// The names of all dispatches so far, in order.
  public List<String> types() {
    return frames.stream()
        .filter(frame -> frame.path("op").asInt() == 0)
        .map(frame -> frame.path("t").asText())
        .toList();
  }

  /// The last sequence number that came.
  public int seq() {
    return frames.stream().mapToInt(frame -> frame.path("s").asInt(0)).max().orElse(0);
  }

  public String sessionId() {
    return event("READY").path("session_id").asText();
  }

  /// Waits until the server has closed, and returns its code.
  public int closeCode() {
    Await.until("close", PATIENCE, () -> closedWith != 0);
    return closedWith;
  }

  public boolean isOpen() {
    return closedWith == 0;
  }

  public int binaryFrames() {
    return binaryFrames.get();
  }

  /// Reads nothing more until [#goOn].
  public void pause() {
    reading.drainPermits();
  }

  /// Reads on.
  public void goOn() {
    reading.release(Integer.MAX_VALUE / 2);
  }

  /// Breaks the connection without a word.
  public void cut() {
    socket.abort();
  }

  public void close(int code) {
    socket.sendClose(code, "").orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    socket.abort();
  }

  private void take(String text) {
    try {
      frames.add(Json.tree(text));
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  private String read(byte[] bytes) {
    return zstd == null ? inflate(bytes) : decompress(zstd, bytes);
  }

  private static String decompress(ZstdDecompressCtx with, byte[] bytes) {
    var from = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    var to = ByteBuffer.allocateDirect(1 << 16);
    var out = new ByteArrayOutputStream();
    do {
      to.clear();
      with.decompressDirectByteBufferStream(to, from);
      to.flip();
      var chunk = new byte[to.remaining()];
      to.get(chunk);
      out.writeBytes(chunk);
    } while (from.hasRemaining() || to.limit() == to.capacity());
    return out.toString(StandardCharsets.UTF_8);
  }

  private String inflate(byte[] bytes) {
    var with = stream ? inflater : new Inflater();
    with.setInput(bytes);
    var out = new ByteArrayOutputStream();
    var chunk = new byte[4096];
    try {
      int made;
      while ((made = with.inflate(chunk)) > 0) {
        out.write(chunk, 0, made);
      }
    } catch (DataFormatException e) {
      throw new AssertionError(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private final class Ears implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private final List<byte[]> binary = new ArrayList<>();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      reading.acquireUninterruptibly();
      text.append(part);
      if (last) {
        take(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
      var bytes = new byte[part.remaining()];
      part.get(bytes);
      binary.add(bytes);
      if (last) {
        var whole = new ByteArrayOutputStream();
        binary.forEach(whole::writeBytes);
        binary.clear();
        binaryFrames.incrementAndGet();
        take(read(whole.toByteArray()));
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closedWith = code;
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      closedWith = closedWith == 0 ? 1006 : closedWith;
    }
  }
}
