package chat.maru.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Sends the clients of a node that ends to others (design section 4, "Drain"; ADR 0025), a share
/// of them every tenth of a second, so that those others are not overrun. Of each it is noted
/// exactly how far it has come before it is told: whoever comes back misses nothing and gets
/// nothing twice.
@ApplicationScoped
class Drain {
  private static final System.Logger LOG = System.getLogger(Drain.class.getName());
  private static final Duration TICK = Duration.ofMillis(100);
  private static final long GOODBYE = TimeUnit.SECONDS.toNanos(2);

  @Inject Connections connections;
  @Inject Sessions sessions;
  @Inject Checkpoints checkpoints;
  @Inject GatewayConfig config;

  private final AtomicBoolean begun = new AtomicBoolean();

  /// Returns when all have gone, or were given their time to.
  void run() {
    if (begun.getAndSet(true)) {
      return;
    }
    connections.shut();
    var count = connections.all().size();
    LOG.log(Level.INFO, "event=gateway.drain connections={0}", count);
    checkpoints.exact(sessions.all().stream().filter(it -> it.connection() == null).toList());
    if (count > 0) {
      pause(config.drainNotice());
      sendAway(new ArrayList<>(connections.all()));
      awaitGoodbyes();
    }
    checkpoints.finish();
    LOG.log(Level.INFO, "event=gateway.drained left={0}", connections.all().size());
  }

  private void sendAway(List<Connection> waiting) {
    var end = System.nanoTime() + config.drainTime().toNanos();
    var share = share(waiting.size());
    while (!waiting.isEmpty()) {
      var late = System.nanoTime() - end >= 0;
      var next =
          late
              ? List.copyOf(waiting)
              : waiting.stream().filter(it -> it.isMovable(sessions)).limit(share).toList();
      waiting.removeAll(next);
      sendAwayNow(next);
      waiting.removeIf(it -> !it.isOpen());
      if (!waiting.isEmpty()) {
        pause(TICK);
      }
    }
  }

  /// How many are sent away in a tick: by the rate, or as many as are needed to be done in time.
  private int share(int count) {
    var ticks = Math.max(1, config.drainTime().dividedBy(TICK));
    var byRate = Math.ceilDiv(config.drainRate() * TICK.toMillis(), 1000L);
    return Math.toIntExact(Math.max(byRate, Math.ceilDiv(count, ticks)));
  }

  private void sendAwayNow(List<Connection> next) {
    var moving = next.stream().map(Connection::session).filter(Objects::nonNull).toList();
    moving.forEach(Session::hold);
    checkpoints.exact(moving);
    next.forEach(Connection::sendAway);
  }

  private void awaitGoodbyes() {
    var end = System.nanoTime() + GOODBYE;
    while (!connections.all().isEmpty() && System.nanoTime() - end < 0) {
      pause(Duration.ofMillis(20));
    }
  }

  private static void pause(Duration length) {
    try {
      Thread.sleep(length);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
