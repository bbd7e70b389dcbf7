package chat.maru.reference;

import chat.maru.reference.Marks.Mark;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;

/// A client that loses nothing (`docs/CLIENTS.md`).
///
/// - **Sending**: one key a message, sent again with the same key until it is decided.
/// - **Gaps**: `seq` rises by one in each channel; a repeat is dropped, a gap is read from history.
/// - **Coming back**: RESUME; where the session is gone, IDENTIFY and the history behind the last
///     message of every channel that it follows.
public final class ReferenceClient implements AutoCloseable {
  private final Watcher watcher;
  private final Marks marks;
  private final Sends sends;
  private final RestLink rest;
  private final GatewayLink gateway;
  private final Thread thread;

  private ReferenceClient(Account account, Watcher watcher, Marks marks) {
    this.watcher = watcher;
    this.marks = marks;
    this.sends = new Sends(watcher);
    this.rest = new RestLink(account, watcher);
    this.gateway = new GatewayLink(account, watcher, sends, new Feed());
    this.thread = Thread.ofVirtual().name("reference-client").unstarted(gateway);
  }

  /// Connects, and stays connected until it is closed.
  public static ReferenceClient start(Account account, Watcher watcher) {
    return start(account, watcher, new Marks());
  }

  /// Connects and catches up behind the marks of an earlier client.
  public static ReferenceClient start(Account account, Watcher watcher, Marks marks) {
    var client = new ReferenceClient(account, watcher, marks);
    client.thread.start();
    return client;
  }

  /// Sends over the gateway, now or as soon as there is a connection, until it is decided.
  ///
  /// @param key names the message among all of its sender in this channel, for ever; at most 64
  ///     characters
  public CompletableFuture<Decision> send(String channel, String key, String content) {
    return sends.add(channel, key, content).decided;
  }

  /// Sends over REST and returns when the message is stored or refused.
  public Decision post(String channel, String key, String content) throws InterruptedException {
    sends.goesByRest(channel, key);
    return rest.send(channel, key, content);
  }

  /// The last message of each channel: to be kept, if a later client is to go on from here.
  public Marks marks() {
    return marks;
  }

  /// Whether a session stands at this moment.
  public boolean isReady() {
    return gateway.isReady();
  }

  /// Breaks the connection; the client comes back.
  public void cut() {
    gateway.cut();
  }

  /// Leaves. The session could still be resumed for two minutes.
  @Override
  public void close() {
    gateway.stop();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Makes of events, with their repeats and gaps, each channel's messages in order.
  private final class Feed implements GatewayLink.Events {
    @Override
    public void event(String type, JsonNode data) throws InterruptedException {
      switch (type) {
        case "MESSAGE_CREATE" -> created(data);
        case "GUILD_CREATE" -> {
          for (var channel : data.path("channels")) {
            shown(channel);
          }
        }
        // What can not be seen can not be followed; if it comes back, its next message is the
        // first.
        case "CHANNEL_DELETE", "THREAD_DELETE" -> marks.forget(data.path("id").asText());
        default -> {}
      }
    }

    @Override
    public void begunAnew() throws InterruptedException {
      for (var channel : marks.channels()) {
        catchUp(channel);
      }
    }

    /// What came between READY and the guild is in the guild: its channels say how far they are.
    private void shown(JsonNode channel) throws InterruptedException {
      var id = channel.path("id").asText();
      var known = Long.parseLong(marks.last(id).id());
      if (marks.channels().contains(id) && channel.path("last_message_id").asLong() > known) {
        catchUp(id);
      }
    }

    private void created(JsonNode message) throws InterruptedException {
      var channel = message.path("channel_id").asText();
      var seq = message.path("seq").asInt();
      switch (marks.placeOf(channel, seq)) {
        case NEXT -> pass(channel, message);
        case REPEAT -> {}
        case BEYOND -> {
          catchUp(channel);
          // What history does not show was deleted since. The message itself, too, perhaps.
          if (marks.placeOf(channel, seq) != Marks.Place.REPEAT) {
            pass(channel, message);
          }
        }
      }
    }

    private void catchUp(String channel) throws InterruptedException {
      Mark last = marks.last(channel);
      for (var message : rest.after(channel, last.id())) {
        pass(channel, message);
      }
    }

    private void pass(String channel, JsonNode message) {
      marks.passed(channel, message.path("id").asText(), message.path("seq").asInt());
      watcher.message(message);
    }
  }
}
