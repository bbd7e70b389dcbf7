package chat.maru.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/// What a long channel costs those who read it: pages, unread counters and lists in a channel of a
/// thousand messages and in one of as many as asked for, by the same calls.
///
/// The messages are written straight into the database: sending a million would measure sending.
final class Depth {
  private static final int SHALLOW = 1000;
  private static final int WARMUP = 50;
  private static final int CALLS = 300;

  private static final String FILL =
      """
      with base as (select (cast(extract(epoch from now()) * 1000 as bigint) - 86400000
                            - 1420070400000) << 22 as id)
      insert into messages (channel_id, id, seq, author_id, client_msg_id, event_id, content_hash,
        type, content, mentions, extra)
      select %1$d, base.id + n, n, %2$d, 'depth-' || n, gen_random_uuid(), '', 0, 'message ' || n,
        '[]', '{"tts":false,"mention_everyone":false}'
      from base, generate_series(1, %3$d) n;
      update channel_heads set last_seq = %3$d,
        last_message_id = (select max(id) from messages where channel_id = %1$d)
      where channel_id = %1$d;
      update messages set pinned_at = now() where channel_id = %1$d and seq %% (%3$d / 40) = 0;
      """;

  private final Options options;
  private final Api api;
  private final Report report;

  Depth(Options options, Api api, Report report) {
    this.options = options;
    this.api = api;
    this.report = report;
  }

  /// A channel of a guild and a room, with as many messages in each.
  private record Filled(String reader, String channel, String room, long middle, long oldest) {
    Map<String, String> calls() {
      var page = "/channels/" + channel + "/messages?limit=50";
      return Map.of(
          "a page: newest", page,
          "a page: before the middle", page + "&before=" + middle,
          "a page: around the middle", page + "&around=" + middle,
          "a page: after the oldest", page + "&after=" + oldest,
          "pins", "/channels/" + channel + "/messages/pins",
          "archived threads", "/channels/" + channel + "/threads/archived/public",
          "unread: the room", "/rooms/" + room,
          "unread: the badge", "/users/@me/badge");
    }
  }

  void run(String name) throws IOException, InterruptedException {
    var depth = options.number("depth");
    report.section("depth: %,d messages in a channel beside %,d".formatted(depth, SHALLOW));
    var shallow = fill(name + "s", SHALLOW);
    var deep = fill(name + "d", depth);
    var deepCalls = deep.calls();
    for (var call : new TreeMap<>(shallow.calls()).entrySet()) {
      var few = measured(call.getValue(), shallow.reader());
      var many = measured(Objects.requireNonNull(deepCalls.get(call.getKey())), deep.reader());
      report.line(
          call.getKey(),
          "p50 %.1f -> %.1f ms (x%.2f), p99 %.1f -> %.1f ms"
              .formatted(
                  at(few, 50),
                  at(many, 50),
                  at(many, 50) / at(few, 50),
                  at(few, 99),
                  at(many, 99)));
    }
  }

  private Filled fill(String name, int count) throws IOException, InterruptedException {
    var place = Place.make(api, name, 1).getFirst();
    var author = api.get("/users/@me", place.sender()).path("id").asLong();
    var other = api.get("/users/@me", place.listener()).path("id").asText();
    var room =
        api.post("/rooms", place.sender(), Map.of("name", name, "user_ids", List.of(other)))
            .path("id")
            .asText();
    try (var connection =
            DriverManager.getConnection(options.text("db"), options.text("db-user"), password());
        var statement = connection.createStatement()) {
      for (var channel : List.of(place.channelId(), room)) {
        statement.execute(FILL.formatted(Long.parseLong(channel), author, count));
      }
      // It came to the room before all of it, or nothing would be unread.
      statement.execute(
          "update recipients set joined_at = now() - interval '2 days' where channel_id = " + room);
      statement.execute("analyze messages");
      var ids =
          statement.executeQuery(
              "select min(id), min(id) filter (where seq = %d) from messages where channel_id = %s"
                  .formatted(count / 2, place.channelId()));
      ids.next();
      return new Filled(place.listener(), place.channelId(), room, ids.getLong(2), ids.getLong(1));
    } catch (SQLException e) {
      throw new IOException("the messages could not be written", e);
    }
  }

  private String password() throws IOException {
    var file = options.text("db-password-file");
    return file.isEmpty() ? "" : Files.readString(Path.of(file)).strip();
  }

  private Histogram measured(String path, String token) throws IOException, InterruptedException {
    var nanos = new Histogram(3);
    for (var call = -WARMUP; call < CALLS; call++) {
      var begin = System.nanoTime();
      api.get(path, token);
      if (call >= 0) {
        nanos.recordValue(System.nanoTime() - begin);
      }
    }
    return nanos;
  }

  private static double at(Histogram nanos, double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1e6;
  }
}
