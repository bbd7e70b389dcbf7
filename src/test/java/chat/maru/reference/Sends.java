package chat.maru.reference;

import chat.maru.reference.Decision.Status;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Messages on their way through the gateway. Each is sent again, with the same key, until the
/// server has decided: after a refusal that says when to come again, after silence, and over every
/// new connection.
final class Sends {
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Watcher watcher;
  private final Map<String, Pending> pending = new ConcurrentHashMap<>();

  /// The channel of every key: news of a decision names the key alone.
  private final Map<String, String> channels = new ConcurrentHashMap<>();

  Sends(Watcher watcher) {
    this.watcher = watcher;
  }

  /// A message that waits for its decision.
  static final class Pending {
    final String channel;
    final String key;
    final String content;
    final CompletableFuture<Decision> decided = new CompletableFuture<>();
    private volatile long dueAt = System.nanoTime();
    private volatile boolean out;

    Pending(String channel, String key, String content) {
      this.channel = channel;
      this.key = key;
      this.content = content;
    }

    Map<String, String> body() {
      return Map.of("channel_id", channel, "clientMsgId", key, "content", content);
    }
  }

  /// News of a message that goes out over REST comes to the session too.
  void goesByRest(String channel, String key) {
    channels.put(key, channel);
  }

  Pending add(String channel, String key, String content) {
    var message = new Pending(channel, key, content);
    channels.put(key, channel);
    pending.put(key, message);
    return message;
  }

  /// The messages that are to go out now, the first one first.
  List<Pending> due() {
    var now = System.nanoTime();
    return pending.values().stream()
        .filter(each -> each.dueAt - now <= 0)
        .sorted((a, b) -> Long.compare(a.dueAt, b.dueAt))
        .toList();
  }

  void goesOut(Pending message) {
    message.dueAt = System.nanoTime() + SILENCE_NANOS;
    message.out = true;
    watcher.sending(message.channel, message.key, message.content, "gateway");
  }

  /// The connection is gone, and with it what was under way in either direction.
  void lost() {
    for (var message : pending.values()) {
      if (message.out) {
        message.out = false;
        message.dueAt = System.nanoTime();
        watcher.answered(message.channel, message.key, Decision.undecided(0));
      }
    }
  }

  /// A MESSAGE_ACK. One for a message that is decided already is news of how: a duplicate, or a
  /// refusal after the ACK.
  void answered(JsonNode ack) {
    var key = ack.path("clientMsgId").asText();
    var decision = decision(ack);
    watcher.answered(channels.getOrDefault(key, ""), key, decision);
    var message = pending.get(key);
    if (message == null) {
      return;
    }
    if (decision.isFinal()) {
      pending.remove(key);
      message.decided.complete(decision);
    } else {
      var delay = ack.path("retry_after").asDouble() * 1e9;
      message.out = false;
      message.dueAt = System.nanoTime() + (long) delay;
    }
  }

  private static Decision decision(JsonNode ack) {
    var code = ack.path("code").asInt();
    if (ack.has("retry_after")) {
      return Decision.undecided(code);
    }
    return new Decision(
        Status.valueOf(ack.path("status").asText()),
        code,
        Optional.of(ack.path("id").asText()).filter(id -> !id.isEmpty()),
        ack.has("seq") ? Optional.of(ack.path("seq").asInt()) : Optional.empty());
  }
}
