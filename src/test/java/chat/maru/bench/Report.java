package chat.maru.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/// The figures as text, on the screen while they come and in a file at the end.
final class Report {
  private final StringBuilder text = new StringBuilder();

  void section(String title) {
    add("\n" + title + "\n");
  }

  void line(String label, Object value) {
    add("  %-34s %s%n".formatted(label, value));
  }

  private void add(String part) {
    text.append(part);
    System.out.print(part);
    System.out.flush();
  }

  /// Says when, what and where, since figures mean nothing without.
  void head(Options options, String... args) throws IOException, InterruptedException {
    add("Maru benchmark\n");
    line("date", Instant.now().truncatedTo(ChronoUnit.SECONDS));
    line("commit", commit());
    line("command", "mvn -q -Pbench -Dbench.args=\"" + String.join(" ", args) + "\"");
    line("machine", machine());
    line("load average at start", load());
    if (!options.text("note").isEmpty()) {
      line("note", options.text("note"));
    }
  }

  void end() {
    section("end");
    line("load average", load());
  }

  void identify(Sessions sessions) {
    if (sessions.rates().isEmpty()) {
      return;
    }
    line("sessions opened", sessions.latency().getTotalCount());
    line("IDENTIFY to READY, sessions/s", list(sessions.rates()) + " by burst");
    latency("IDENTIFY to READY in a burst", sessions.latency());
  }

  /// Tells a run whose reader has ended.
  void run(Run run) {
    var answers = run.ledger().answers();
    var figures = run.figures();
    var counts = run.counts();
    line(
        "messages sent",
        "%,d: %,d accepted, %,d refused, %,d refused after the ACK, %,d unanswered"
            .formatted(
                answers.sent(),
                answers.accepted(),
                answers.refused(),
                answers.refusedLater(),
                answers.unanswered()));
    if (!run.ledger().refusals().isEmpty()) {
      line("refusals", run.ledger().refusals());
    }
    latency("send to ACK", figures.ack());
    latency("send to screen", figures.screen());
    line(
        "deliveries",
        "%,d".formatted(counts.deliveries())
            + (figures.deliveriesPerSecond() > 0
                ? ", %,.0f/s while measured".formatted(figures.deliveriesPerSecond())
                : ""));
    line(
        "lost, doubled, reordered",
        "%,d lost, %,d doubled, %,d with a seq that fell, %,d with a number that fell"
            .formatted(counts.lost(), counts.doubled(), counts.seqFell(), counts.numberFell()));
    line(
        "other faults",
        "%,d holes in seq, %,d of another channel, %,d shown without an ACK, %,d answers too many"
            .formatted(
                counts.seqJumped(),
                counts.strays(),
                counts.unaccepted(),
                run.ledger().answeredTwice()));
    if (!figures.cuts().isEmpty() || run.unsent() > 0) {
      line(
          "sockets closed by the server",
          "%s by code, %,d messages had none".formatted(figures.cuts(), run.unsent()));
    }
    line("bytes of a frame", figures.frameBytes());
  }

  void processorTime(Map<String, Double> seconds, double messages) {
    seconds.forEach(
        (name, used) ->
            line(
                "processor time, " + name,
                "%.2f s, %.3f ms a message".formatted(used, used * 1000 / messages)));
  }

  private void latency(String label, Histogram nanos) {
    if (nanos.getTotalCount() > 0) {
      line(
          label + " (ms)",
          "p50 %.1f  p90 %.1f  p99 %.1f  max %.1f"
              .formatted(
                  nanos.getValueAtPercentile(50) / 1e6,
                  nanos.getValueAtPercentile(90) / 1e6,
                  nanos.getValueAtPercentile(99) / 1e6,
                  nanos.getMaxValue() / 1e6));
    }
  }

  void write(String file) throws IOException {
    if (!file.isEmpty()) {
      var path = Path.of(file);
      if (path.getParent() != null) {
        Files.createDirectories(path.getParent());
      }
      Files.writeString(path, text);
    }
  }

  static String list(List<Double> values) {
    return values.stream().map("%,.0f"::formatted).collect(Collectors.joining("  "));
  }

  static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0.0);
  }

  private static String commit() throws IOException, InterruptedException {
    var changed =
        git("status", "--porcelain", "--untracked-files=no").isEmpty() ? "" : " (changed)";
    return git("rev-parse", "--short=12", "HEAD") + changed;
  }

  private static String git(String... args) throws IOException, InterruptedException {
    var command = new java.util.ArrayList<>(List.of("git"));
    command.addAll(List.of(args));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var out = process.inputReader()) {
      var answer = out.lines().collect(Collectors.joining(" "));
      return process.waitFor() == 0 ? answer : "unknown";
    }
  }

  private static String machine() throws IOException {
    return "%d cores, %s, %s %s, JDK %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            memory(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            System.getProperty("java.runtime.version"));
  }

  private static String memory() throws IOException {
    var info = Path.of("/proc/meminfo");
    if (!Files.exists(info)) {
      return "memory unknown";
    }
    try (var lines = Files.lines(info)) {
      return lines.findFirst().orElse("").replaceAll("\\D", "").transform(Report::gib);
    }
  }

  private static String gib(String kib) {
    return "%.0f GiB".formatted(Long.parseLong(kib) / 1048576.0);
  }

  private static String load() {
    return "%.1f"
        .formatted(
            java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                .getSystemLoadAverage());
  }
}
