package chat.maru.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// What is written straight into the server's database, because making it by calls would measure
/// the calls: long channels, many channels, guilds with many members.
final class Filling implements AutoCloseable {
  /// A day ago, so that ids rise to the present.
  private static final String MESSAGES =
      """
      with base as (select (cast(extract(epoch from now()) * 1000 as bigint) - 86400000
                            - 1420070400000) << 22 as id)
      insert into messages (channel_id, id, seq, author_id, client_msg_id, event_id, content_hash,
        type, content, mentions, extra)
      select %1$d, base.id + n, n, %2$d, 'depth-' || n, gen_random_uuid(), '', 0, 'message ' || n,
        '[]', '{"tts":false,"mention_everyone":false}'
      from base, generate_series(%3$d, %4$d) n;
      update channel_heads set last_seq = %4$d,
        last_message_id = (select max(id) from messages where channel_id = %1$d)
      where channel_id = %1$d;
      """;

  /// Ids below all that the server makes; each guild has room for 100,000 of them.
  private static final String GUILDS =
      """
      create temporary table size as
        select cast(%1$d as bigint) as owner, cast(%2$d as bigint) as base, %3$d as guilds,
          %4$d as channels, %5$d as members, %6$d as roles;
      create temporary table made as
        select base + cast(g as bigint) * 100000 as id from size, generate_series(1, guilds) g;
      insert into users (id, username, email, password_hash, created_at)
        select base + n, 'fill_' || base || '_' || n, base || '.' || n || '@example.org', 'x', now()
        from size, generate_series(1, members) n;
      insert into guilds (id, owner_id, name, member_count, created_at)
        select id, owner, 'filled', members + 1, now() from made, size;
      insert into roles (id, guild_id, name, permissions, position)
        select id, id, '@everyone', 104320577, 0 from made;
      insert into roles (id, guild_id, name, permissions, position)
        select id + n, id, 'role ' || n, 0, n from made, size, generate_series(1, roles) n;
      insert into members (guild_id, user_id, joined_at) select id, owner, now() from made, size;
      insert into members (guild_id, user_id, joined_at)
        select id, base + n, now() from made, size, generate_series(1, members) n;
      insert into channels (id, guild_id, type, name, position, created_at)
        select id + 1000 + n, id, 0, 'channel ' || n, n, now()
        from made, size, generate_series(1, channels) n;
      insert into channel_heads (channel_id)
        select id + 1000 + n from made, size, generate_series(1, channels) n;
      drop table made, size;
      analyze;
      """;

  private static final int MESSAGES_AT_ONCE = 1_000_000;
  private static final long ROOM_FOR_GUILD = 100_000;

  private final Connection connection;

  Filling(Options options) throws IOException {
    try {
      connection =
          DriverManager.getConnection(
              options.text("db"), options.text("db-user"), password(options));
    } catch (SQLException e) {
      throw new IOException("the server's database can not be reached (--db)", e);
    }
  }

  /// Guilds that are alike.
  record Guilds(int count, int channels, int members, int roles) {}

  /// Fills an empty channel.
  void messages(long channelId, long author, int count) throws IOException {
    for (var from = 1; from <= count; from += MESSAGES_AT_ONCE) {
      var to = Math.min(count, from + MESSAGES_AT_ONCE - 1);
      execute(MESSAGES.formatted(channelId, author, from, to));
    }
    execute("analyze messages");
  }

  /// Makes guilds of this owner.
  ///
  /// @param origin an id of the server's making, from which ids of their own are drawn
  void guilds(long owner, long origin, Guilds like) throws IOException {
    var base = Math.floorMod(origin, 100_000_000L) * ROOM_FOR_GUILD * 10;
    execute(
        GUILDS.formatted(owner, base, like.count(), like.channels(), like.members(), like.roles()));
  }

  void execute(String sql) throws IOException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IOException("the database could not be filled", e);
    }
  }

  /// The one number that a query yields.
  long number(String sql) throws IOException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private static String password(Options options) throws IOException {
    var file = options.text("db-password-file");
    return file.isEmpty() ? "" : Files.readString(Path.of(file)).strip();
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
