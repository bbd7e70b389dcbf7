package chat.maru.presence;

import chat.maru.guild.member.Membership;
import chat.maru.guild.member.TemporaryStays;
import chat.maru.guild.member.TemporaryStays.Over;
import chat.maru.guild.member.TemporaryStays.Stay;
import chat.maru.kernel.ApiException;
import chat.maru.platform.Scheduler;
import chat.maru.platform.redis.Redis;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Ends temporary memberships: who came by a temporary invite and was given no role is taken out
/// when no client of his has been connected for a grace, by default the two minutes in which a
/// session can be resumed. Who was never seen connected stays for a day.
///
/// Runs on every worker. Absence counts only while Redis can know it: never while it does not
/// answer, nor within a grace after it came back to this node or lost its data, when the gateways
/// may not have told it yet who is there.
@ApplicationScoped
public class TemporaryMembers {
  private static final System.Logger LOG = System.getLogger(TemporaryMembers.class.getName());
  private static final Duration UNSEEN = Duration.ofDays(1);
  private static final int AT_ONCE = 500;

  /// When Redis was first asked since it was empty: goes with its data.
  private static final String FILLED_SINCE = "presence:filled-since";

  private static final Duration NOTE_LIFE = Duration.ofDays(7);

  @Inject
  @ConfigProperty(name = "maru.guild.temporary-grace", defaultValue = "PT2M")
  Duration grace;

  @Inject Scheduler scheduler;
  @Inject Presences presences;
  @Inject TemporaryStays stays;
  @Inject Membership membership;
  @Inject Redis redis;
  @Inject Clock clock;

  private @Nullable Instant answersSince;

  void start(@Observes @Priority(3000) @Initialized(ApplicationScoped.class) Object event) {
    scheduler.every(grace.dividedBy(4), "temporary-members", this::sweep);
  }

  /// Looks at all once.
  void sweep() {
    var now = clock.instant();
    var reliable = isReliable(now);
    var after = new Stay(0, 0);
    while (true) {
      var page = stays.list(after, AT_ONCE);
      if (page.isEmpty()) {
        return;
      }
      after = page.getLast();
      var users = page.stream().map(Stay::userId).collect(Collectors.toSet());
      var connected = presences.connected(users);
      if (connected.isEmpty()) {
        answersSince = null;
        return;
      }
      note(connected.get(), now);
      users.removeAll(connected.get());
      if (reliable) {
        end(users, new Over(now.minus(grace), now.minus(UNSEEN)));
      }
    }
  }

  private void note(Set<Long> connected, Instant now) {
    if (!connected.isEmpty()) {
      stays.seen(connected, now);
    }
  }

  private void end(Set<Long> absent, Over over) {
    for (var stay : stays.listOver(absent, over)) {
      var back = presences.connected(Set.of(stay.userId()));
      if (back.isEmpty() || !back.get().isEmpty()) {
        continue;
      }
      try {
        if (membership.endTemporary(stay, over)) {
          LOG.log(
              Level.INFO,
              "event=member.temporary_ended guild={0} user={1}",
              Long.toString(stay.guildId()),
              Long.toString(stay.userId()));
        }
      } catch (ApiException gone) { // left, or the guild is deleted, since it was listed
        LOG.log(Level.DEBUG, "event=member.gone cause=\"{0}\"", gone.getMessage());
      }
    }
  }

  private boolean isReliable(Instant now) {
    if (!redis.ping()) {
      answersSince = null;
      return false;
    }
    var here = answersSince;
    if (here == null) {
      answersSince = now;
      here = now;
    }
    var filled = redis.find(FILLED_SINCE).map(Instant::parse);
    redis.put(FILLED_SINCE, filled.orElse(now).toString(), NOTE_LIFE);
    var steady = now.minus(grace);
    return !here.isAfter(steady) && filled.filter(since -> !since.isAfter(steady)).isPresent();
  }
}
