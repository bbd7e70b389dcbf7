package chat.maru.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// What an installation's size costs those who use it: reading, sending and counting in a small
/// room, in one with as many messages as asked for, and in the small one again beside as many
/// channels as asked for. Each is compared with the first by the same calls.
final class Growth {
  private static final int FEW = 1000;
  private static final int CHANNELS_OF_GUILD = 500;
  private static final int WARMUP = 50;
  private static final int CALLS = 300;

  private final Options options;
  private final Api api;
  private final Report report;

  Growth(Options options, Api api, Report report) {
    this.options = options;
    this.api = api;
    this.report = report;
  }

  /// A room with messages that its reader has not read.
  private record Room(String sender, String reader, long id, long middle, long oldest) {
    Map<String, String> reads() {
      var page = "/channels/" + id + "/messages?limit=50";
      var reads = new LinkedHashMap<String, String>();
      reads.put("a page: newest", page);
      reads.put("a page: before the middle", page + "&before=" + middle);
      reads.put("a page: around the middle", page + "&around=" + middle);
      reads.put("a page: after the oldest", page + "&after=" + oldest);
      reads.put("pins", "/channels/" + id + "/messages/pins");
      reads.put("unread: the room", "/rooms/" + id);
      reads.put("unread: the badge", "/users/@me/badge");
      return reads;
    }
  }

  void run(String name) throws IOException, InterruptedException {
    var depth = options.number("depth");
    var channels = options.number("breadth");
    try (var filling = new Filling(options)) {
      var small = room(name + "s", FEW, filling);
      measured(small, "warm-up"); // of the server
      var alone = measured(small, "alone");
      if (depth > 0) {
        report.section("depth: %,d messages in a room beside %,d".formatted(depth, FEW));
        compare(alone, measured(room(name + "d", depth, filling), "deep"));
      }
      if (channels > 0) {
        var guilds = channels / CHANNELS_OF_GUILD;
        filling.guilds(
            author(small.sender()),
            small.id() >> 12,
            new Filling.Guilds(guilds, CHANNELS_OF_GUILD, 0, 0));
        report.section(
            "breadth: a room of %,d messages beside %,d channels"
                .formatted(FEW, guilds * CHANNELS_OF_GUILD));
        compare(alone, measured(small, "wide"));
      }
    }
  }

  private Room room(String name, int count, Filling filling)
      throws IOException, InterruptedException {
    var sender = api.register("gs_" + name);
    var reader = api.register("gr_" + name);
    var body = Map.of("name", name, "user_ids", List.of(Long.toString(author(reader))));
    var id = api.post("/rooms", sender, body).path("id").asLong();
    filling.messages(id, author(sender), count);
    filling.execute(
        "update messages set pinned_at = now() where channel_id = %d and seq %% %d = 0"
            .formatted(id, count / 40));
    // It came to the room before all of it, or nothing would be unread.
    filling.execute(
        "update recipients set joined_at = now() - interval '2 days' where channel_id = " + id);
    var ids = "select min(id) from messages where channel_id = %d and seq = %d";
    return new Room(
        sender,
        reader,
        id,
        filling.number(ids.formatted(id, count / 2)),
        filling.number(ids.formatted(id, 1)));
  }

  private long author(String token) throws IOException, InterruptedException {
    return api.get("/users/@me", token).path("id").asLong();
  }

  private Map<String, Histogram> measured(Room room, String run)
      throws IOException, InterruptedException {
    var found = new LinkedHashMap<String, Histogram>();
    for (var read : room.reads().entrySet()) {
      found.put(read.getKey(), timed(_ -> api.get(read.getValue(), room.reader())));
    }
    var path = "/channels/" + room.id() + "/messages";
    found.put(
        "send, until it is stored",
        timed(n -> api.post(path, room.sender(), Map.of("content", run + ' ' + n))));
    return found;
  }

  private interface Call {
    Object make(int number) throws IOException, InterruptedException;
  }

  private static Histogram timed(Call call) throws IOException, InterruptedException {
    var nanos = new Histogram(3);
    for (var n = -WARMUP; n < CALLS; n++) {
      var begin = System.nanoTime();
      call.make(n);
      if (n >= 0) {
        nanos.recordValue(System.nanoTime() - begin);
      }
    }
    return nanos;
  }

  private void compare(Map<String, Histogram> before, Map<String, Histogram> after) {
    after.forEach(
        (what, many) -> {
          var few = before.getOrDefault(what, new Histogram(3));
          report.line(
              what,
              "p50 %.1f -> %.1f ms (x%.2f), p99 %.1f -> %.1f ms"
                  .formatted(
                      at(few, 50),
                      at(many, 50),
                      at(many, 50) / at(few, 50),
                      at(few, 99),
                      at(many, 99)));
        });
  }

  private static double at(Histogram nanos, double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1e6;
  }
}
