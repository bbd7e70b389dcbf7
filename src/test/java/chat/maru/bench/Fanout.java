package chat.maru.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Bursts into one channel with many sockets, as fast as they go out: how many frames a second the
/// server writes, beside what a bare loop of socket writes does in the same run.
final class Fanout {
  private static final int SENDERS = 8;

  private final Options options;
  private final Api api;
  private final Report report;

  Fanout(Options options, Api api, Report report) {
    this.options = options;
    this.api = api;
    this.report = report;
  }

  void run(String name) throws IOException, InterruptedException {
    var sockets = options.number("fanout");
    var burst = options.number("burst");
    var rounds = options.number("rounds") + 1;
    var ledger = new Ledger(1, SENDERS, rounds * burst / SENDERS + 1);
    var run =
        new Run(
            new Marker(name, options.number("size")), ledger, Place.make(api, name, 1), sockets);
    report.section(
        "fan-out: one channel, %d sockets, bursts of %d messages".formatted(sockets, burst));
    var rates = new ArrayList<Double>();
    try (var reader = new Reader()) {
      var sessions = new Sessions(reader, api.server(), options.number("wave"));
      run.open(sessions, true);
      report.identify(sessions);
      for (var round = 0; round < rounds; round++) {
        rates.add(round(run, round * (burst / SENDERS), burst / SENDERS));
      }
      run.drain(options.number("drain"));
    }
    rates.removeFirst(); // the warm-up
    report.run(run);
    compare(rates, sockets, run.figures().frameBytes());
  }

  /// Sends a burst and waits for it. Returns frames a second, from the first send to the last
  /// delivery.
  private double round(Run run, int first, int each) {
    var before = run.figures().deliveries();
    var began = System.nanoTime();
    run.figures().measure(began, Long.MAX_VALUE);
    for (var number = first; number < first + each; number++) {
      for (var stream = 0; stream < SENDERS; stream++) {
        run.send(stream, number, System.nanoTime());
      }
    }
    run.drain(options.number("drain"));
    var frames = run.figures().deliveries() - before;
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
    return frames * 1e9 / (run.figures().lastDelivery() - began);
  }

  private void compare(List<Double> rates, int sockets, int frameBytes)
      throws IOException, InterruptedException {
    var bare = new ArrayList<Double>();
    for (var round = 0; round <= rates.size(); round++) {
      bare.add(BareLoop.framesPerSecond(sockets, options.number("burst"), frameBytes));
    }
    bare.removeFirst();
    report.line("frames/s, of each round", Report.list(rates));
    report.line("frames/s, median", "%,.0f".formatted(Report.median(rates)));
    report.line("bare loop of writes of %d bytes".formatted(frameBytes), Report.list(bare));
    report.line("bare loop, median", "%,.0f".formatted(Report.median(bare)));
    report.line(
        "share of the bare loop",
        "%.1f %%".formatted(100 * Report.median(rates) / Report.median(bare)));
  }
}
