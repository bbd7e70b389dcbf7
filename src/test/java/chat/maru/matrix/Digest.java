package chat.maru.matrix;

import chat.maru.testkit.Cluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A fingerprint of all that the database knows about a world: whatever table names a guild, a
/// channel or a user is in it, those of later versions too. The last outbox ids are part of it, so
/// an event leaves a trace even where nothing else does.
final class Digest implements AutoCloseable {
  private static final String TABLES =
      """
      select c.relname || ' ' || string_agg(a.attname, ',')
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and not c.relispartition and c.relname <> 'last_seen'
      group by c.relname
      having c.relname in ('users', 'guilds', 'channels')
        or bool_or(a.attname in ('guild_id', 'channel_id', 'user_id', 'owner_id'))
      order by c.relname
      """;
  private static final String CHANNELS =
      """
      (select id from channels where guild_id = %1$s or owner_id in (%2$s)
       union select channel_id from recipients where user_id in (%2$s))""";

  private final Connection connection;
  private final List<String> tables;

  Digest(Cluster cluster) {
    connection = cluster.connect();
    tables = rows(TABLES);
  }

  /// The fingerprint of each table that has rows of the world.
  List<String> of(World world) {
    var sql = tables.stream().map(Digest::part).collect(Collectors.joining(" union all "));
    var people = String.join(",", world.people());
    var found =
        rows(sql.formatted(world.guild(), people, CHANNELS.formatted(world.guild(), people)));
    return found.stream().sorted().toList(); // read in parallel, the parts come in any order
  }

  private synchronized List<String> rows(String sql) {
    try (var statement = connection.createStatement();
        var found = statement.executeQuery(sql)) {
      var rows = new ArrayList<String>();
      while (found.next()) {
        rows.add(found.getString(1));
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static String part(String line) {
    var table = line.substring(0, line.indexOf(' '));
    var columns = List.of(line.substring(line.indexOf(' ') + 1).split(","));
    var conditions = new ArrayList<String>();
    if (table.equals("guilds")) {
      conditions.add("id = %1$s");
    } else if (table.equals("users")) {
      conditions.add("id in (%2$s)");
    } else if (columns.contains("guild_id")) {
      conditions.add("guild_id = %1$s");
    }
    if (columns.contains("channel_id")) {
      conditions.add("channel_id in %3$s");
    }
    if (columns.contains("owner_id")) {
      conditions.add("owner_id in (%2$s)");
    }
    if (columns.contains("user_id")) {
      conditions.add("user_id in (%2$s)");
    }
    return """
        select '@ ' || coalesce(md5(string_agg(row, ',' order by row)), '') from
        (select (to_jsonb(t) - 'last_used_at')::text as row from @ t where # ) as @_rows
        """
        .replace("@", table)
        .replace("#", String.join(" or ", conditions));
  }
}
