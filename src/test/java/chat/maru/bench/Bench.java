package chat.maru.bench;

import java.io.IOException;

/// `mvn -Pbench -Dbench.args="..."`: puts a load on a running server and prints what came of it.
/// `docs/benchmarks/README.md` says how to read it.
final class Bench {
  private Bench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Options options;
    try {
      options = Options.of(args);
      options.requireOwnHost();
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    var report = new Report();
    report.head(options, args);
    var api = new Api(options.url());
    var run = Long.toString(System.currentTimeMillis(), 36);
    if (options.number("ceiling") > 0) {
      new Ceiling(options, api, report).run(run + "c");
    } else if (options.number("seconds") > 0) {
      new Load(options, api, report).run(run + "l");
    }
    if (options.number("fanout") > 0) {
      new Fanout(options, api, report).run(run + "f");
    }
    if (options.number("idle") > 0) {
      new Idle(options, api, report).run(run + "i");
    }
    if (options.number("depth") + options.number("breadth") > 0) {
      new Growth(options, api, report).run(run + "g");
    }
    if (options.on("welcome")) {
      new Welcome(options, api, report).run(run + "w");
    }
    if (options.number("storm") > 0) {
      new Storm(options, api, report).run(run + "s");
    }
    report.end();
    report.write(options.text("out"));
    System.exit(0);
  }
}
