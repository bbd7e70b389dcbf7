package chat.maru.gateway;

import chat.maru.access.Memory;
import chat.maru.auth.SignedIn;
import chat.maru.event.Echoes;
import chat.maru.event.LogRecord;
import chat.maru.event.Pulse;
import chat.maru.kernel.PlantedFault;
import chat.maru.message.Receipts;
import chat.maru.platform.Threads;
import chat.maru.platform.http.Outage;
import chat.maru.platform.stream.Received;
import chat.maru.platform.stream.StreamConfig;
import chat.maru.platform.stream.StreamException;
import chat.maru.platform.stream.TailReader;
import chat.maru.platform.stream.Topic;
import chat.maru.platform.stream.Topics;
import chat.maru.wire.Json;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the one ordered log on every gateway node, from a position of its own: starts two minutes
/// back, to know what was delivered already, drops repeats, and hands each record on in order.
@ApplicationScoped
public class LogTail {
  private static final System.Logger LOG = System.getLogger(LogTail.class.getName());
  private static final Duration BACK = Duration.ofMinutes(2);
  private static final int MARKS = 200_000;

  @Inject Topics topics;
  @Inject StreamConfig config;
  @Inject Threads threads;
  @Inject SessionHub hub;
  @Inject Recent recent;
  @Inject Sessions sessions;
  @Inject Memory memory;
  @Inject SignedIn signedIn;
  @Inject Pulse pulse;
  @Inject Receipts receipts;
  @Inject Echoes echoes;
  @Inject Clock clock;
  @Inject GatewayFigures figures;

  private final CountDownLatch caughtUp = new CountDownLatch(1);

  /// The highest outbox id of each key: what is at or below it was delivered. Of the reader alone.
  private final Map<Long, Long> marks =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
          return size() > MARKS;
        }
      };

  private long position = -1;
  private volatile @Nullable TailReader reader;
  private volatile boolean stopped;

  /// Starts reading, and goes on through every outage of the broker.
  public void start() {
    threads.startPlatform("log-tail", this::run);
  }

  /// Waits until the log was followed to where it ended at the start.
  ///
  /// @return whether it was within the time
  public boolean awaitCaughtUp(Duration limit) throws InterruptedException {
    return caughtUp.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    stopped = true;
    var running = reader;
    if (running != null) {
      running.close();
    }
  }

  private void run() {
    while (!stopped) {
      try (var tail = new TailReader(config, topics.name(Topic.PERSISTED))) {
        reader = tail;
        follow(tail);
      } catch (StreamException e) {
        LOG.log(Level.WARNING, "event=tail.retry cause={0}", e.getMessage());
        rest();
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "event=tail.failed", e);
        rest();
      }
    }
  }

  private void follow(TailReader tail) {
    Consumer<Received> each = received -> on(tail, received);
    if (position < 0) {
      recent.clear(tail.startAt(BACK));
      tail.runUntil(tail.endOffset(), each, this::jumped);
      LOG.log(Level.INFO, "event=tail.ready position={0}", tail.position());
      caughtUp.countDown();
    } else {
      tail.startAtOffset(position);
    }
    if (!stopped) {
      tail.run(each, this::jumped);
    }
  }

  private void on(TailReader tail, Received received) {
    var record = read(received);
    if (record == null) {
      figures.skippedOne();
    } else if (record.type().equals(LogRecord.HEARTBEAT)) {
      beat(tail, received.timestamp(), record.isBehind());
    } else if (isRepeat(record)) {
      figures.repeatedOne();
    } else {
      memory.heard(record);
      signedIn.heard(record); // before a session that it ends is told of it and tries again
      receipts.complete(record);
      if (Tailed.isKnown(record.type())) {
        deliver(Tailed.of(received.offset(), record));
      } else {
        figures.skippedOne();
      }
      marks.put(record.key(), record.outboxId());
      echoes.heard(record.outboxId());
      figures.tailLag(Math.max(0, clock.millis() - received.timestamp()));
    }
    position = received.offset() + 1;
    recent.moveTo(position);
  }

  private void beat(TailReader tail, long sentAt, boolean behind) {
    if (caughtUp.getCount() == 0) {
      var way = Duration.ofMillis(tail.fetchedAt() - sentAt);
      var waited = Duration.ofMillis(clock.millis() - tail.fetchedAt());
      pulse.beat(new Pulse.Beat(way, waited, tail.isAtEnd(), behind));
    }
  }

  private boolean isRepeat(LogRecord record) {
    return record.outboxId() != 0
        && record.outboxId() <= marks.getOrDefault(record.key(), 0L)
        && !PlantedFault.REPEAT_NOT_DROPPED.isPlanted();
  }

  /// Waits where nobody can say who may see it: to go on would lose it for those who may. Where it
  /// can not be delivered for a defect, the sessions that it may concern end, and their clients
  /// begin anew: a hole that they do not know of would be worse.
  void deliver(Tailed entry) {
    var told = false;
    while (!stopped) {
      try {
        hub.deliver(entry);
        return;
      } catch (RuntimeException e) {
        if (!Outage.of(e)) {
          LOG.log(Level.ERROR, "event=tail.undeliverable type=" + entry.type(), e);
          hub.missed(entry);
          return;
        }
        if (!told) {
          LOG.log(Level.WARNING, "event=tail.waiting cause={0}", e.toString());
          told = true;
        }
        rest();
      }
    }
  }

  private static @Nullable LogRecord read(Received received) {
    var bytes = received.value();
    if (bytes == null) {
      return null;
    }
    try {
      var record = Json.read(bytes, LogRecord.class);
      return record == null || record.v() > LogRecord.VERSION ? null : record;
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          "event=tail.unreadable offset={0} cause={1}",
          received.offset(),
          e.getClass().getName());
      return null;
    }
  }

  /// Records are gone unread: nothing that was remembered holds, and no session is whole.
  private void jumped(long wanted, long next) {
    LOG.log(Level.WARNING, "event=tail.jumped wanted={0} next={1}", wanted, next);
    memory.forgetAll();
    recent.clear(next);
    position = next;
    sessions.all().forEach(hub::invalidate);
  }

  private void rest() {
    try {
      Thread.sleep(250);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }
}
