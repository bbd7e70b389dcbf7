package chat.maru.auth;

import chat.maru.platform.Threads;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Notes on which day a user was last here, by a call or a connection. Each node writes a user once
/// a day, together with others and off the request; what fails is written with the next ones. A
/// node that is killed forgets a few seconds of it: who comes again is noted again.
@ApplicationScoped
public class LastSeen {
  private static final System.Logger LOG = System.getLogger(LastSeen.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(2);

  @Inject SeenDays days;
  @Inject Threads threads;
  @Inject Clock clock;

  private record Day(LocalDate date, Set<Long> noted, Set<Long> unwritten) {
    Day(LocalDate date) {
      this(date, ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet());
    }
  }

  private volatile Day day = new Day(LocalDate.EPOCH);
  private volatile boolean stopped;

  void start() {
    threads.start("last-seen", this::run);
  }

  /// Notes that the user is here now. Costs a look into memory.
  public void note(long userId) {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    var current = day;
    if (!current.date().equals(today)) {
      // Two threads may both begin the day: a user noted by one is noted again by the other.
      current = new Day(today);
      day = current;
    }
    if (current.noted().add(userId)) {
      current.unwritten().add(userId);
    }
  }

  private void run() {
    var before = day;
    while (!stopped) {
      try {
        Thread.sleep(PAUSE);
        var current = day;
        write(before);
        write(current);
        before = current;
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "event=last-seen.unwritten cause={0}", e.toString());
      }
    }
  }

  private void write(Day what) {
    var ids = Set.copyOf(what.unwritten());
    if (!ids.isEmpty()) {
      days.write(ids, what.date());
      what.unwritten().removeAll(ids);
    }
  }

  @PreDestroy
  void stop() {
    stopped = true;
  }
}
