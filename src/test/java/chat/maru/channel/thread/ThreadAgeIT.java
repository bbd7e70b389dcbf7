package chat.maru.channel.thread;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThreadAgeIT {
  @Test
  void aThreadInWhichNothingIsSaidIsArchived() throws SQLException {
    var guild = GuildOf.someone();
    var quiet = thread(guild, 60);
    var lively = thread(guild, 60);
    var patient = thread(guild, 1440);
    for (var id : List.of(quiet, lively, patient)) {
      Database.run(
          "update threads set archived_at = archived_at - interval '61 minutes' where channel_id = "
              + id);
    }
    guild
        .owner()
        .rest()
        .post("/channels/" + lively + "/messages", Map.of("content", "x"))
        .expect(200);
    try (var owner = GatewayClient.of(guild.owner().token())) {
      owner.event("GUILD_CREATE");
      var archiver = CDI.current().select(ThreadArchiver.class).get();
      archiver.archive();
      archiver.archive();
      var told = owner.event("THREAD_UPDATE");
      assertThat(told.path("id").asText()).isEqualTo(quiet);
      assertThat(told.path("thread_metadata").path("archived").asBoolean()).isTrue();
      assertThat(owner.events("THREAD_UPDATE")).hasSize(1);
    }
    var active = guild.owner().rest().get(guild.path() + "/threads/active").expect(200);
    assertThat(active.path("threads").findValuesAsText("name")).hasSize(2);
  }

  @Test
  void aPageOfTheArchiveWalksItsIndex() throws SQLException {
    var guild = GuildOf.someone();
    var parent = guild.general();
    var base = Long.parseLong(thread(guild, 60));
    Database.run(
        """
        insert into channels (id, guild_id, type, name, parent_id, owner_id, created_at)
        select %d + n, %d, 11, 't' || n, %d, %d, now() from generate_series(1, 20000) n
        """
            .formatted(base, guild.id(), parent, guild.owner().id()));
    Database.run(
        """
        insert into threads (channel_id, guild_id, parent_id, secret, archived, archived_at,
          auto_archive_duration, invitable, applied_tags, uncounted)
        select %d + n, %d, %d, false, true, now() - n * interval '1 second', 60, true, '', 0
        from generate_series(1, 20000) n
        """
            .formatted(base, guild.id(), parent));
    Database.run(
        "insert into channel_heads (channel_id) select %d + n from generate_series(1, 20000) n"
            .formatted(base));
    Database.run("analyze threads, channels, channel_heads");
    var page =
        guild
            .owner()
            .rest()
            .get("/channels/" + parent + "/threads/archived/public?limit=100")
            .expect(200);
    assertThat(page.path("threads")).hasSize(100);
    assertThat(page.path("has_more").asBoolean()).isTrue();
    assertThat(page.path("threads").get(0).path("name").asText()).isEqualTo("t1");
    assertThat(guild.owner().rest().get(guild.path() + "/channels").expect(200)).hasSize(1);
    assertThat(
            Database.plan(
                """
                select t.channel_id from threads t join channels c on c.id = t.channel_id
                join channel_heads h on h.channel_id = t.channel_id
                where t.parent_id = %d and t.secret = false and t.archived = true
                  and t.deleted = false and t.archived_at < now() - interval '3 hours'
                order by t.archived_at desc, t.channel_id desc limit 101
                """
                    .formatted(parent)))
        .anyMatch(line -> line.contains("Scan Backward using threads_archived"))
        .noneMatch(line -> line.contains("Seq Scan") || line.contains("Sort"));
    assertThat(
            Database.plan(
                """
                select id from channels where guild_id = %d and deleted_at is null
                  and type not in (10, 11, 12)
                """
                    .formatted(guild.id())))
        .anyMatch(line -> line.contains("channels_own"));
  }

  private static String thread(GuildOf guild, int minutes) {
    var body = Map.of("name", "t", "type", 11, "auto_archive_duration", minutes);
    return guild
        .owner()
        .rest()
        .post("/channels/" + guild.general() + "/threads", body)
        .expect(201)
        .path("id")
        .asText();
  }
}
