package chat.maru.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/// How long a client waits after IDENTIFY: for READY and for the last GUILD_CREATE, of a user in
/// many guilds and of one in a single large guild. One session after the other.
final class Welcome {
  private static final int SESSIONS = 20;
  private static final int WARMUP = 5;
  private static final byte[] GUILD_CREATE =
      "{\"op\":0,\"t\":\"GUILD_CREATE\"".getBytes(StandardCharsets.UTF_8);

  private final Options options;
  private final Api api;
  private final Report report;

  Welcome(Options options, Api api, Report report) {
    this.options = options;
    this.api = api;
    this.report = report;
  }

  void run(String name) throws IOException, InterruptedException {
    report.section("welcome: IDENTIFY to READY and to the last GUILD_CREATE");
    measure(name + "m", "100 guilds of 20 channels, 20 members", guilds(100, 20, 20, 10));
    measure(name + "b", "a guild of 500 channels, 10,000 members", guilds(1, 500, 10_000, 249));
  }

  private static Filling.Guilds guilds(int count, int channels, int members, int roles) {
    return new Filling.Guilds(count, channels, members, roles);
  }

  private void measure(String name, String what, Filling.Guilds guilds)
      throws IOException, InterruptedException {
    var token = api.register("w_" + name);
    var id = api.get("/users/@me", token).path("id").asLong();
    try (var filling = new Filling(options)) {
      filling.guilds(id, id >> 12, guilds);
    }
    var ready = new Histogram(3);
    var whole = new Histogram(3);
    var bytes = 0L;
    for (var i = -WARMUP; i < SESSIONS; i++) {
      var guest = new Guest(guilds.count());
      try (var reader = new Reader()) {
        var began = System.nanoTime();
        var sessions = new Sessions(reader, api.server(), 1);
        sessions.open(List.of(new Sessions.Wanted(token, true, guest)));
        if (!guest.complete.await(60, TimeUnit.SECONDS)) {
          throw new IOException("not every guild came");
        }
        if (i >= 0) {
          var waited = sessions.latency().getMaxValue();
          ready.recordValue(waited);
          whole.recordValue(Math.max(waited, guest.lastAt.get() - began));
        }
      }
      bytes = guest.bytes.get();
    }
    report.line(
        what,
        "READY p50 %.1f max %.1f ms, last guild p50 %.1f max %.1f ms after connecting, %,d KiB of GUILD_CREATE"
            .formatted(
                ready.getValueAtPercentile(50) / 1e6,
                ready.getMaxValue() / 1e6,
                whole.getValueAtPercentile(50) / 1e6,
                whole.getMaxValue() / 1e6,
                bytes / 1024));
  }

  /// Counts guilds.
  private static final class Guest implements Client.Purpose {
    final CountDownLatch complete;
    final AtomicLong bytes = new AtomicLong();
    final AtomicLong lastAt = new AtomicLong();

    Guest(int guilds) {
      complete = new CountDownLatch(guilds);
    }

    @Override
    public boolean message(byte[] frame, int from, int to) {
      var end = Math.min(to, from + GUILD_CREATE.length);
      if (!Arrays.equals(frame, from, end, GUILD_CREATE, 0, GUILD_CREATE.length)) {
        return false;
      }
      bytes.addAndGet(to - from);
      lastAt.set(System.nanoTime());
      complete.countDown();
      return true;
    }

    @Override
    public void ack(JsonNode data) {}

    @Override
    public void cut(int code) {}
  }
}
