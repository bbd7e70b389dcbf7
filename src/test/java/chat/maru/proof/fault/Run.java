package chat.maru.proof.fault;

import chat.maru.proof.check.Checker;
import chat.maru.proof.check.Collector;
import chat.maru.proof.check.Violation;
import chat.maru.proof.fault.Result.Volume;
import chat.maru.proof.journal.Journal;
import chat.maru.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/// One run: load, faults, healing, quiet, and the checker.
final class Run {
  private static final int CHANNELS = 3;
  private static final Duration READY = Duration.ofSeconds(30);
  private static final Duration QUIET = Duration.ofSeconds(90);

  private final Installation installation;
  private final Fault fault;
  private final long seed;
  private final Path journals;
  private final List<String> findings = new ArrayList<>();

  /// @param journals a directory of this run's own
  Run(Installation installation, Fault fault, long seed, Path journals) {
    this.installation = installation;
    this.fault = fault;
    this.seed = seed;
    this.journals = journals;
  }

  /// Runs for at least this time.
  Result run(Duration wanted) throws InterruptedException {
    var begun = System.nanoTime();
    var time = wanted.compareTo(fault.least()) < 0 ? fault.least() : wanted;
    var plan = fault.plan().of(installation, Dice.of(seed, time));
    say("begins: " + plan.stream().map(Act::toString).collect(Collectors.joining("; ")));
    var stage = Stage.set(installation, Load.MEMBERS, CHANNELS);
    try (var load = new Load(stage, journals)) {
      Await.until(
          "all sessions stand", READY, () -> load.players().stream().allMatch(Player::isAtHome));
      load.begin(time, fault.revoking());
      act(plan, time);
      installation.heal();
      try {
        comeToRest(load);
      } catch (AssertionError e) {
        findings.add("not at rest: " + e.getMessage() + because(e));
      }
      return judge(load, plan.size(), begun);
    }
  }

  private static String because(Throwable failure) {
    return failure.getCause() == null ? "" : ", because of " + failure.getCause();
  }

  private void act(List<Act> plan, Duration time) throws InterruptedException {
    var begun = System.nanoTime();
    try (var journal = Journal.begin(journals, "faults")) {
      for (var act : plan) {
        sleepUntil(begun, act.at());
        journal.write(act.disturbed());
        try {
          act.step().run();
        } catch (InterruptedException e) {
          throw e;
        } catch (Exception | AssertionError e) {
          findings.add("could not " + act + ": " + e);
        }
      }
    }
    sleepUntil(begun, time);
  }

  private static void sleepUntil(long begun, Duration at) throws InterruptedException {
    var left = begun + at.toNanos() - System.nanoTime();
    if (left > 0) {
      Thread.sleep(Duration.ofNanos(left));
    }
  }

  /// All that was sent is decided, stored and published, and every screen has it.
  private void comeToRest(Load load) throws InterruptedException {
    load.end(QUIET);
    load.curtain();
    var logs = new Logs(installation);
    Await.until("the workers have done with the log", QUIET, () -> isZero(logs::lag));
    Await.until(
        "the outbox is empty",
        QUIET,
        () -> installation.cluster().rows("select 1 from outbox limit 1").isEmpty());
    for (var channel : load.stage().channels()) {
      var last = lastSeq(channel);
      for (var player : load.players()) {
        Await.until(
            player.someone().name() + " has all up to " + last + " of " + channel,
            QUIET,
            () -> player.seq(channel) >= last);
      }
    }
    Thread.sleep(1000); // what should not come any more would come now
    load.requireWhole();
  }

  private interface Count {
    long get() throws InterruptedException, ExecutionException;
  }

  private static boolean isZero(Count count) {
    try {
      return count.get() == 0;
    } catch (ExecutionException _) {
      return false; // the brokers do not answer yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private int lastSeq(String channel) {
    var sql = "select last_seq from channel_heads where channel_id = " + channel;
    return Integer.parseInt(installation.cluster().rows(sql).getFirst());
  }

  private Result judge(Load load, int acts, long begun) {
    load.close(); // the journals are whole now
    var place = chat.maru.proof.check.Installation.of(installation.cluster()::setting);
    var evidence = Collector.collect(journals, place);
    var verdict = Checker.check(evidence);
    verdict.violations().stream().map(Violation::toString).forEach(findings::add);
    load.unkeyed().check(evidence).stream().map(Violation::toString).forEach(findings::add);
    var stored = load.stage().channels().stream().mapToInt(this::lastSeq).sum();
    var counts = verdict.counts();
    var volume =
        new Volume(
            counts.getOrDefault("messages sent", 0L),
            counts.getOrDefault("messages acknowledged", 0L),
            stored,
            counts.getOrDefault("creates shown", 0L));
    var seconds = (System.nanoTime() - begun) / 1_000_000_000;
    var result = new Result(fault.name(), seed, volume, acts, List.copyOf(findings), seconds);
    say(
        "%s after %d s: %s, journals in %s"
            .formatted(result.isClean() ? "clean" : "BROKEN", seconds, volume, journals));
    findings.stream().limit(20).forEach(finding -> say("  " + finding));
    return result;
  }

  private void say(String what) {
    System.out.printf("fault %s seed %d %s%n", fault.name(), seed, what);
  }
}
