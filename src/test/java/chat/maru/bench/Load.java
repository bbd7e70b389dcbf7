package chat.maru.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Messages on a schedule that does not wait for answers: the measurement of throughput and
/// latency.
final class Load {
  /// Below the 6,000 messages in 60 s behind which the gateway closes a socket: it is the server
  /// that is measured, not this bound.
  private static final int PER_SENDER = 5_500;

  private final Options options;
  private final Api api;
  private final Report report;
  private final Processes processes;
  private final boolean rest;

  Load(Options options, Api api, Report report) {
    this.options = options;
    this.api = api;
    this.report = report;
    this.processes = new Processes(options.number("pid"), options.also());
    this.rest = options.text("by").equals("rest");
  }

  /// How fast, and for how many seconds.
  record Pace(double rate, int warmup, int seconds) {
    private long total() {
      return (long) (rate * (warmup + seconds));
    }

    double measured() {
      return rate * seconds;
    }
  }

  /// What came of it.
  ///
  /// @param used seconds of processor time by process, while measured
  record Outcome(Run run, Sessions sessions, Map<String, Double> used) {}

  void run(String name) throws IOException, InterruptedException {
    var pace = new Pace(options.rate(), options.number("warmup"), options.number("seconds"));
    report.section(
        "load: %d channels of %d listeners, %s messages/s by %s, %d s after %d s of warm-up"
            .formatted(
                options.number("channels"),
                options.number("listeners"),
                options.text("rate"),
                options.text("by"),
                pace.seconds(),
                pace.warmup()));
    var outcome = at(pace, name, Place.make(api, name, options.number("channels")));
    report.identify(outcome.sessions());
    report.run(outcome.run());
    report.processorTime(outcome.used(), pace.measured());
  }

  /// Sends at this pace, over new sessions in these places, and waits until all has come.
  Outcome at(Pace pace, String name, List<Place> places) throws IOException, InterruptedException {
    var senders = senders(pace, places.size());
    var streams = places.size() * senders;
    var ledger = new Ledger(places.size(), senders, (int) (pace.total() / streams) + 1);
    var marker = new Marker(name, options.number("size"));
    var run = new Run(marker, ledger, places, options.number("listeners"));
    try (var reader = new Reader()) {
      var sessions = new Sessions(reader, api.server(), options.number("wave"));
      run.open(sessions, !rest);
      var used = send(run, pace);
      run.drain(options.number("drain"));
      return new Outcome(run, sessions, used);
    }
  }

  /// As many as were asked for, or as it takes to stay within what one may send in a minute.
  private int senders(Pace pace, int channels) {
    var inAMinute = pace.rate() * Math.min(60, pace.warmup() + pace.seconds());
    var needed = rest ? 1 : (int) Math.ceil(inAMinute / channels / PER_SENDER);
    return Math.max(options.number("senders"), needed);
  }

  private Map<String, Double> send(Run run, Pace pace) throws IOException, InterruptedException {
    var start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
    var from = start + TimeUnit.SECONDS.toNanos(pace.warmup());
    var to = from + TimeUnit.SECONDS.toNanos(pace.seconds());
    run.figures().measure(from, to);
    var gap = 1e9 / pace.rate();
    var streams = run.ledger().streams();
    try (var usage = Executors.newSingleThreadScheduledExecutor();
        var calls = Executors.newVirtualThreadPerTaskExecutor()) {
      var before =
          usage.schedule(processes::seconds, from - System.nanoTime(), TimeUnit.NANOSECONDS);
      var after = usage.schedule(processes::seconds, to - System.nanoTime(), TimeUnit.NANOSECONDS);
      for (var i = 0L; i < pace.total(); i++) {
        var due = start + (long) (i * gap);
        while (System.nanoTime() - due < 0) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        send(run, calls, new int[] {(int) (i % streams), (int) (i / streams)}, due);
      }
      var used = new LinkedHashMap<>(after.get());
      before.get().forEach((name, seconds) -> used.merge(name, -seconds, Double::sum));
      return used;
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private void send(Run run, ExecutorService calls, int[] at, long due) {
    if (rest) {
      run.begin(at[0], at[1], due);
      calls.execute(() -> call(run, at[0], at[1], due));
    } else {
      run.send(at[0], at[1], due);
    }
  }

  private void call(Run run, int stream, int number, long due) {
    var place = run.placeOf(stream);
    var body =
        Map.of(
            "content",
            run.marker().content(stream, number, due),
            "clientMsgId",
            run.marker().key(stream, number));
    try {
      var answer = api.createMessage(place.channelId(), place.sender(), body);
      if (answer.statusCode() == 200) {
        run.accepted(stream, number);
      } else {
        run.ledger().refused(stream, number, "HTTP " + answer.statusCode());
      }
    } catch (IOException e) {
      run.ledger().refused(stream, number, e.getClass().getSimpleName());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
