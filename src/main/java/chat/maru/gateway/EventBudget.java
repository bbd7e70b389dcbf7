package chat.maru.gateway;

import java.util.concurrent.TimeUnit;

/// What a client may send: 120 events in 60 s as the protocol says, heartbeats not counted.
/// Messages have a budget of their own, 6,000 in 60 s: what a person or a bot may send is limited
/// with the message, this only bounds the work of reading. Used by the connection's reader alone.
public final class EventBudget {
  private static final long WINDOW = TimeUnit.SECONDS.toNanos(60);
  private static final int EVENTS = 120;
  private static final int MESSAGES = 6_000;

  private long since = System.nanoTime();
  private int events;
  private int messages;

  public boolean spendEvent() {
    turn();
    return ++events <= EVENTS;
  }

  public boolean spendMessage() {
    turn();
    return ++messages <= MESSAGES;
  }

  private void turn() {
    var now = System.nanoTime();
    if (now - since > WINDOW) {
      since = now;
      events = 0;
      messages = 0;
    }
  }
}
