package chat.maru.bench;

import chat.maru.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A gateway session as the protocol has it: HELLO, IDENTIFY, READY, heartbeats.
final class Client implements Socket.Ear {
  /// The session can not be resumed.
  static final class InvalidSession extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /// What a session is for.
  interface Purpose {
    /// Looks at a frame; whether it was a message of this run.
    boolean message(byte[] frame, int from, int to);

    /// A MESSAGE_ACK.
    void ack(JsonNode data);

    /// The socket was closed by the server.
    void cut(int code);
  }

  private final Socket socket;
  private final Purpose purpose;
  private final CompletableFuture<Client> greeted = new CompletableFuture<>();
  private final CompletableFuture<Client> ready = new CompletableFuture<>();
  private long heartbeatNanos;
  private long beatAt;
  private volatile int sequence;
  private volatile String sessionId = "";
  private volatile long identifiedAt;
  private volatile long readyAt;

  private Client(Socket socket, Purpose purpose) {
    this.socket = socket;
    this.purpose = purpose;
  }

  static Client connect(URI server, Purpose purpose) throws IOException {
    return new Client(Socket.connect(server), purpose);
  }

  Socket socket() {
    return socket;
  }

  CompletableFuture<Client> greeted() {
    return greeted;
  }

  /// READY, or RESUMED.
  CompletableFuture<Client> ready() {
    return ready;
  }

  /// Nanoseconds from IDENTIFY to READY.
  long readyNanos() {
    return readyAt - identifiedAt;
  }

  long readyAt() {
    return readyAt;
  }

  /// Sends IDENTIFY.
  ///
  /// @param listening whether all events are wanted; a session that only sends asks for guilds
  ///     alone
  void identify(String token, boolean listening) throws IOException {
    var data = new LinkedHashMap<String, Object>();
    data.put("token", token);
    data.put("properties", Map.of("os", "linux", "browser", "maru-bench", "device", "maru-bench"));
    if (!listening) {
      data.put("intents", 1);
    }
    identifiedAt = System.nanoTime();
    frame(2, data);
  }

  /// Sends RESUME for the session of a socket that is gone.
  void resume(String token, Client before) throws IOException {
    sessionId = before.sessionId;
    sequence = before.sequence;
    identifiedAt = System.nanoTime();
    frame(6, Map.of("token", token, "session_id", sessionId, "seq", sequence));
  }

  /// Sends SEND_MESSAGE.
  void send(String channelId, String key, String content) throws IOException {
    frame(1000, Map.of("channel_id", channelId, "clientMsgId", key, "content", content));
  }

  private void frame(int op, Object data) throws IOException {
    socket.send(Json.write(Map.of("op", op, "d", data)));
  }

  void read() {
    socket.read(this);
  }

  /// Sends a heartbeat if it is time.
  void beat() {
    var now = System.nanoTime();
    if (heartbeatNanos == 0 || now - beatAt < heartbeatNanos || !socket.isOpen()) {
      return;
    }
    beatAt = now;
    try {
      socket.send("{\"op\":1,\"d\":" + sequence + "}");
    } catch (IOException _) {
      socket.close();
      ended(1006);
    }
  }

  @Override
  public void text(byte[] frame, int from, int to) {
    if (purpose.message(frame, from, to)) {
      return;
    }
    JsonNode json;
    try {
      json = Json.tree(Arrays.copyOfRange(frame, from, to));
    } catch (IOException e) {
      throw new IllegalStateException("the server sent what is not JSON", e);
    }
    sequence = json.path("s").asInt(sequence);
    switch (json.path("op").asInt(-1)) {
      case 10 -> greet(json.path("d").path("heartbeat_interval").asLong());
      case 1001 -> purpose.ack(json.path("d"));
      case 9 -> ready.completeExceptionally(new InvalidSession());
      case 0 -> dispatched(json.path("t").asText(), json.path("d"));
      default -> {}
    }
  }

  private void greet(long heartbeatMillis) {
    heartbeatNanos = TimeUnit.MILLISECONDS.toNanos(heartbeatMillis);
    beatAt = System.nanoTime();
    greeted.complete(this);
  }

  private void dispatched(String type, JsonNode data) {
    if (type.equals("READY")) {
      sessionId = data.path("session_id").asText();
    }
    if (type.equals("READY") || type.equals("RESUMED")) {
      readyAt = System.nanoTime();
      ready.complete(this);
    }
  }

  @Override
  public void ended(int code) {
    var why = new IOException("the server closed the socket: " + code);
    greeted.completeExceptionally(why);
    ready.completeExceptionally(why);
    purpose.cut(code);
  }
}
