package chat.maru.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Drives a server faster and faster until it breaks, and tells the last rate that it held: a step
/// breaks when the p99 of the screen is above its bound, or when anything was refused, unanswered,
/// lost, doubled or reordered. Between the last good and the first bad rate one more is tried. What
/// the listeners then got is compared with a bare loop of socket writes in the same run.
final class Ceiling {
  private static final double STEP = 1.5;
  private static final int MAX_STEPS = 16;

  private final Options options;
  private final Api api;
  private final Report report;
  private final Load load;

  Ceiling(Options options, Api api, Report report) {
    this.options = options;
    this.api = api;
    this.report = report;
    this.load = new Load(options, api, report);
  }

  /// One rate and what came of it.
  private record Step(double rate, Load.Outcome outcome, boolean held) {}

  void run(String name) throws IOException, InterruptedException {
    var channels = options.number("channels");
    var listeners = options.number("listeners");
    report.section(
        "ceiling: %d channels of %d listeners, %d s a step after %d s of warm-up; broken by p99 above %d ms or any fault"
            .formatted(
                channels,
                listeners,
                options.number("seconds"),
                options.number("warmup"),
                options.number("break")));
    report.line("messages/s", Row.HEAD);
    var places = Place.make(api, name, channels);
    var best = climb(name, places);
    if (best.isEmpty()) {
      report.line("ceiling", "below the first rate");
      return;
    }
    compare(best.get(), channels * listeners);
  }

  /// Returns the fastest step that held.
  private Optional<Step> climb(String name, List<Place> places)
      throws IOException, InterruptedException {
    var best = Optional.<Step>empty();
    var rate = (double) options.number("ceiling");
    for (var number = 0; number < MAX_STEPS; number++) {
      var step = step(rate, name + number, places);
      if (!step.held()) {
        return best.isEmpty() ? best : between(best.get(), step, name, places);
      }
      best = Optional.of(step);
      rate *= STEP;
    }
    return best;
  }

  private Optional<Step> between(Step good, Step bad, String name, List<Place> places)
      throws IOException, InterruptedException {
    var middle = step((good.rate() + bad.rate()) / 2, name + "x", places);
    return Optional.of(middle.held() ? middle : good);
  }

  private Step step(double rate, String name, List<Place> places)
      throws IOException, InterruptedException {
    var pace = new Load.Pace(rate, options.number("warmup"), options.number("seconds"));
    var outcome = load.at(pace, name, places);
    var row = Row.of(outcome, pace);
    var held = row.faults() == 0 && row.p99() <= options.number("break");
    report.line("%,.0f".formatted(rate), row.text() + (held ? "" : "  broken"));
    return new Step(rate, outcome, held);
  }

  private void compare(Step best, int listeners) throws IOException, InterruptedException {
    var frames = best.outcome().run().figures().deliveriesPerSecond();
    var bytes = best.outcome().run().figures().frameBytes();
    var bare = new ArrayList<Double>();
    for (var round = 0; round < 4; round++) {
      bare.add(BareLoop.framesPerSecond(listeners, options.number("burst"), bytes));
    }
    bare.removeFirst(); // the warm-up
    report.line("ceiling, messages/s", "%,.0f".formatted(best.rate()));
    report.line("frames/s there", "%,.0f".formatted(frames));
    report.line("bare loop of writes of %d bytes".formatted(bytes), Report.list(bare));
    report.line("share of the bare loop", "%.1f %%".formatted(100 * frames / Report.median(bare)));
  }

  /// A line of the table.
  private record Row(double frames, Run run, double p99, long faults, String processors) {
    static final String HEAD =
        "frames/s | ACK p50 p99 ms | screen p50 p99 ms | refused unanswered faults | processor ms a message";

    static Row of(Load.Outcome outcome, Load.Pace pace) {
      var run = outcome.run();
      var answers = run.ledger().answers();
      var counts = run.counts();
      var faults =
          answers.refused()
              + answers.refusedLater()
              + answers.unanswered()
              + counts.lost()
              + counts.doubled()
              + counts.seqFell()
              + counts.numberFell();
      var processors = new ArrayList<String>();
      outcome
          .used()
          .forEach(
              (process, used) ->
                  processors.add("%s %.3f".formatted(process, used * 1000 / pace.measured())));
      return new Row(
          run.figures().deliveriesPerSecond(),
          run,
          run.figures().screen().getValueAtPercentile(99) / 1e6,
          faults,
          String.join(", ", processors));
    }

    String text() {
      var figures = run.figures();
      var answers = run.ledger().answers();
      return "%,7.0f | %5.1f %6.1f | %5.1f %6.1f | %d %d %d | %s"
          .formatted(
              frames,
              figures.ack().getValueAtPercentile(50) / 1e6,
              figures.ack().getValueAtPercentile(99) / 1e6,
              figures.screen().getValueAtPercentile(50) / 1e6,
              p99,
              answers.refused(),
              answers.unanswered(),
              faults - answers.refused() - answers.unanswered(),
              processors);
    }
  }
}
