package chat.maru.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// What a socket costs that only sits there: memory of the server before and after many are opened.
final class Idle {
  private final Options options;
  private final Api api;
  private final Report report;

  Idle(Options options, Api api, Report report) {
    this.options = options;
    this.api = api;
    this.report = report;
  }

  void run(String name) throws IOException, InterruptedException {
    var sockets = options.number("idle");
    var processes = new Processes(options.number("pid"), options.also());
    report.section("idle: %d sockets of one account in one guild".formatted(sockets));
    if (!processes.known()) {
      report.line("not measured", "--pid is not a process of this machine");
      return;
    }
    var place = Place.make(api, name, 1).getFirst();
    var wanted = new Sessions.Wanted(place.listener(), true, new Silent());
    try (var reader = new Reader()) {
      // A few first, so that what is loaded once is not counted.
      new Sessions(reader, api.server(), 100).open(Collections.nCopies(100, wanted));
      var heapBefore = processes.heapKib();
      var before = processes.residentKib();
      var sessions = new Sessions(reader, api.server(), options.number("wave"));
      sessions.open(Collections.nCopies(sockets, wanted));
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(5));
      var heapAfter = processes.heapKib();
      var after = processes.residentKib();
      report.identify(sessions);
      report.line("resident before, after (KiB)", "%,d  %,d".formatted(before, after));
      report.line("resident a socket (KiB)", "%.1f".formatted((after - before) / (double) sockets));
      report.line("heap kept before, after (KiB)", "%,d  %,d".formatted(heapBefore, heapAfter));
      report.line(
          "heap a socket (KiB)", "%.1f".formatted((heapAfter - heapBefore) / (double) sockets));
    }
  }

  private record Silent() implements Client.Purpose {
    @Override
    public boolean message(byte[] frame, int from, int to) {
      return false;
    }

    @Override
    public void ack(JsonNode data) {}

    @Override
    public void cut(int code) {
      throw new IllegalStateException("the server closed an idle socket: " + code);
    }
  }
}
