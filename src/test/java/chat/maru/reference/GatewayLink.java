package chat.maru.reference;

import chat.maru.reference.Socket.Incoming;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// The client's life at the gateway: connect, identify or resume, listen, and come back, until it
/// is closed or the server says that coming back is of no use.
final class GatewayLink implements Runnable {
  private static final long TICK_MILLIS = 100;
  private static final long FIRST_DELAY_MILLIS = 100;
  private static final long LONGEST_DELAY_MILLIS = 5000;
  private static final int MAX_ATTEMPTS_KNOWN = 6;

  private final Account account;
  private final Watcher watcher;
  private final Sends sends;
  private final Events events;
  private volatile boolean stopped;
  private volatile @Nullable Socket socket;
  private volatile boolean ready;
  private @Nullable String session;
  private String address = "";
  private int s;
  private int attempts;

  /// Who is told of the events, on the link's own thread.
  interface Events {
    void event(String type, JsonNode data) throws InterruptedException;

    /// A new session stands where another was: what happened between is for the history to say.
    void begunAnew() throws InterruptedException;
  }

  /// What a conversation ended with.
  private enum End {
    RESUME,
    BEGIN_ANEW,
    STOP
  }

  GatewayLink(Account account, Watcher watcher, Sends sends, Events events) {
    this.account = account;
    this.watcher = watcher;
    this.sends = sends;
    this.events = events;
  }

  @Override
  public void run() {
    try {
      while (!stopped) {
        var code = 1006;
        var at = account.gateway().get();
        address = at.toString();
        try (var opened = new Socket(at)) {
          socket = opened;
          code = converse(opened);
        } catch (IOException _) {
          // Nobody there, or the connection broke: the same as a close without a word.
        }
        ended(code);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void ended(int code) throws InterruptedException {
    socket = null;
    if (ready) {
      watcher.closed(String.valueOf(session), code);
      sends.lost();
    }
    ready = false;
    switch (after(code)) {
      case STOP -> stopped = true;
      case BEGIN_ANEW -> session = null;
      case RESUME -> {}
    }
    if (!stopped) {
      var delay = Math.min(FIRST_DELAY_MILLIS << attempts, LONGEST_DELAY_MILLIS);
      attempts = Math.min(attempts + 1, MAX_ATTEMPTS_KNOWN);
      // Chance keeps the clients of a node that fell from coming back all at once.
      Thread.sleep(delay / 2 + ThreadLocalRandom.current().nextLong(delay));
    }
  }

  /// What a close code asks of a client. 4004: log in again; 4010 to 4014: the client is wrong.
  private static End after(int code) {
    return switch (code) {
      case 4004, 4010, 4011, 4012, 4013, 4014 -> End.STOP;
      case 1000, 1001, 4007, 4009 -> End.BEGIN_ANEW;
      default -> End.RESUME;
    };
  }

  /// Speaks until the connection ends.
  ///
  /// @return the code that it ended with
  private int converse(Socket at) throws IOException, InterruptedException {
    var beat = new Heartbeat();
    while (!stopped) {
      var incoming = at.next(Math.min(TICK_MILLIS, beat.millisLeft()));
      switch (incoming) {
        case Incoming.End(var code) -> {
          return code;
        }
        case Incoming.Frame(var frame) -> {
          if (!take(at, frame, beat)) {
            at.leave();
            return 4000;
          }
        }
        case null -> {}
      }
      if (beat.isDue()) {
        if (beat.isUnanswered()) {
          return 1006; // nobody hears us
        }
        beat.sent();
        at.send(1, s == 0 ? null : s);
      }
      if (ready) {
        sendDue(at);
      }
    }
    at.leave();
    return 4000;
  }

  private void sendDue(Socket at) throws IOException {
    for (var message : sends.due()) {
      sends.goesOut(message);
      at.send(1000, message.body());
    }
  }

  /// @return whether to go on with this connection
  private boolean take(Socket at, JsonNode frame, Heartbeat beat)
      throws IOException, InterruptedException {
    var data = frame.path("d");
    switch (frame.path("op").asInt()) {
      case 0 -> dispatched(frame.path("t").asText(), frame.path("s").asInt(), data);
      case 1 -> at.send(1, s == 0 ? null : s);
      case 7 -> {
        return false; // the node is going: resume elsewhere
      }
      case 9 -> {
        if (!data.asBoolean()) {
          session = null;
        }
        return false;
      }
      case 10 -> {
        beat.every(data.path("heartbeat_interval").asLong());
        greet(at);
      }
      case 11 -> beat.answered();
      case 1001 -> sends.answered(data);
      default -> {} // an opcode of a later version
    }
    return true;
  }

  private void greet(Socket at) throws IOException {
    var known = session;
    if (known == null) {
      s = 0;
      at.send(2, Socket.identify(account.token()));
    } else {
      at.send(6, Map.of("token", account.token(), "session_id", known, "seq", s));
    }
  }

  private void dispatched(String type, int number, JsonNode data) throws InterruptedException {
    var before = s;
    s = number;
    var begun = type.equals("READY");
    if (begun) {
      session = data.path("session_id").asText();
    }
    if (begun || !ready && session != null) {
      // What was missed comes before RESUMED: the session is taken up with the first of it.
      ready = true;
      attempts = 0;
      watcher.opened(String.valueOf(session), address, !begun, begun ? 0 : before);
    }
    watcher.dispatched(String.valueOf(session), number, type, data);
    events.event(type, data);
    if (begun) {
      events.begunAnew();
    }
  }

  /// Breaks the connection, as a network does.
  void cut() {
    var open = socket;
    if (open != null) {
      open.close();
    }
  }

  boolean isReady() {
    return ready;
  }

  void stop() {
    stopped = true;
    cut();
  }
}
