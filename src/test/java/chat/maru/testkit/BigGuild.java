package chat.maru.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// A guild as large as they get, written straight into the database, among 900 other guilds: 10,000
/// members with three roles each, 500 channels with four overwrites, 250 roles, 1,000 invites of
/// 1,000 people, 2,000 audit entries by as many.
///
/// @param roles ids, `@everyone` and the three of the owner's making left out, lowest first
/// @param channels ids
/// @param members ids, the owner left out
public record BigGuild(GuildOf guild, List<Long> roles, List<Long> channels, List<Long> members) {

  /// Ids of things that nobody made by calls: below all that the server makes.
  private static final String FILL =
      """
      create temporary table size as select %d as guild, %d as owner, %d as base;
      insert into users (id, username, email, password_hash, created_at)
        select base + n, 'big_' || base || '_' || n, base || '.' || n || '@example.org', 'x', now()
        from size, generate_series(1, 10000) n;
      insert into roles (id, guild_id, name, permissions, position)
        select base + n, guild, 'role ' || n, 0, n from size, generate_series(1, 245) n;
      insert into members (guild_id, user_id, joined_at)
        select guild, base + n, now() from size, generate_series(1, 10000) n;
      update guilds set member_count = 10001 where id = (select guild from size);
      insert into member_roles (guild_id, user_id, role_id)
        select guild, base + n, base + 1 + (n * 7 + k * 83) %% 245
        from size, generate_series(1, 10000) n, generate_series(0, 2) k;
      insert into channels (id, guild_id, type, name, position, created_at)
        select base + n, guild, 0, 'channel ' || n, n, now() from size, generate_series(1, 490) n;
      insert into channel_heads (channel_id)
        select base + n from size, generate_series(1, 490) n;
      insert into channel_overwrites (channel_id, target_id, type, allow, deny)
        select base + n, base + 1 + (n + k * 50) %% 245, 0, 1024, 0
        from size, generate_series(1, 490) n, generate_series(0, 3) k;
      insert into invites (code, guild_id, channel_id, inviter_id, max_age, max_uses, temporary,
          created_at)
        select 'big' || base || n, guild, base + 1 + n %% 490, base + n, 0, 0, false, now()
        from size, generate_series(1, 900) n;
      insert into audit_log_entries (guild_id, id, user_id, target_id, action_type, changes, options)
        select guild, base + n, base + n, base + n + 2000, 24, '[]', '{}'
        from size, generate_series(1, 2000) n;
      insert into guilds (id, owner_id, name, created_at)
        select base + n, owner, 'other', now() from size, generate_series(1, 900) n;
      insert into roles (id, guild_id, name, permissions, position)
        select base + 1000 + g * 10 + n, base + g, 'role', 0, n
        from size, generate_series(1, 300) g, generate_series(0, 5) n;
      insert into members (guild_id, user_id, joined_at)
        select base + g, base + g * 30 + n, now()
        from size, generate_series(1, 300) g, generate_series(1, 30) n;
      insert into member_roles (guild_id, user_id, role_id)
        select base + g, base + g * 30 + n, base + 1000 + g * 10 + 1
        from size, generate_series(1, 300) g, generate_series(1, 30) n;
      insert into channels (id, guild_id, type, name, position, created_at)
        select base + 5000 + g * 60 + n, base + g, 0, 'channel', n, now()
        from size, generate_series(1, 900) g, generate_series(0, 19) n;
      insert into channel_heads (channel_id)
        select base + 5000 + g * 60 + n
        from size, generate_series(1, 900) g, generate_series(0, 19) n;
      insert into channel_overwrites (channel_id, target_id, type, allow, deny)
        select base + 5000 + g * 60 + n, base + 1000 + g * 10 + 1, 0, 1024, 0
        from size, generate_series(1, 300) g, generate_series(0, 19) n;
      insert into audit_log_entries (guild_id, id, user_id, target_id, action_type, changes, options)
        select base + g, base + n, base + n, base + n, 24, '[]', '{}'
        from size, generate_series(1, 300) g, generate_series(1, 10) n;
      drop table size;
      """;

  public static BigGuild make() {
    var guild = GuildOf.someone();
    var base = Math.floorMod(guild.id(), 1_000_000_000L) * 100_000;
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(FILL.formatted(guild.id(), guild.owner().id(), base));
      statement.execute("analyze");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return new BigGuild(guild, ids(base, 245), ids(base, 490), ids(base, 10_000));
  }

  private static List<Long> ids(long base, int count) {
    var ids = new ArrayList<Long>();
    for (var n = 1; n <= count; n++) {
      ids.add(base + n);
    }
    return List.copyOf(ids);
  }

  /// Opens the server's database; statements may name parameters that are only explained.
  public static Connection connect() throws SQLException {
    Maru.url();
    var services = Services.get();
    var properties = new Properties();
    properties.setProperty("user", String.valueOf(services.get("maru.db.user")));
    properties.setProperty("password", String.valueOf(services.get("maru.db.password")));
    properties.setProperty("preferQueryMode", "simple");
    return DriverManager.getConnection(String.valueOf(services.get("maru.db.url")), properties);
  }
}
