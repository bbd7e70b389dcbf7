package chat.maru.channel.thread;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.GuildOf;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A guild has up to 1000 active threads, a thread up to 1000 members.
class ThreadLimitsIT {
  private static final int PUBLIC = 11;

  @Test
  void beyondAThousandActiveThreadsNoneIsMadeOrOpened() throws SQLException {
    var guild = GuildOf.someone();
    var owner = guild.owner().rest();
    var archived = thread(guild);
    owner.patch("/channels/" + archived, Map.of("archived", true)).expect(200);
    var message = said(guild, guild.general()).path("id").asText();
    var forum = guild.channel(Map.of("name", "forum", "type", 15));
    fill(guild, 1000);
    var inGeneral = "/channels/" + guild.general();
    owner.post(inGeneral + "/threads", Map.of("name", "t", "type", PUBLIC)).refused(400, 160006);
    owner
        .post(inGeneral + "/messages/" + message + "/threads", Map.of("name", "t"))
        .refused(400, 160006);
    owner
        .post(
            "/channels/" + forum + "/threads",
            Map.of("name", "t", "message", Map.of("content", "x")))
        .refused(400, 160006);
    owner.patch("/channels/" + archived, Map.of("archived", false)).refused(400, 160006);
    owner.post("/channels/" + archived + "/messages", Map.of("content", "x")).refused(400, 160006);
    assertThat(owner.get("/channels/" + archived + "/messages").expect(200)).isEmpty();
    assertThat(owner.get(inGeneral + "/messages/" + message).expect(200).path("flags").asInt() & 32)
        .isZero();
    var active = owner.get(guild.path() + "/threads/active").expect(200).path("threads");
    assertThat(active).hasSize(1000);
    owner.delete("/channels/" + active.get(0).path("id").asText()).expect(200);
    said(guild, archived);
    owner.post(inGeneral + "/threads", Map.of("name", "t", "type", PUBLIC)).refused(400, 160006);
  }

  @Test
  void ofManyAtOnceOneGetsTheLastPlace() throws Exception {
    var guild = GuildOf.someone();
    var owner = guild.owner().rest();
    var archived = new ArrayList<String>();
    for (var at = 0; at < 6; at++) {
      archived.add(thread(guild));
      owner.patch("/channels/" + archived.getLast(), Map.of("archived", true)).expect(200);
    }
    fill(guild, 999);
    var calls = new ArrayList<Callable<Integer>>();
    for (var id : archived.subList(0, 4)) {
      calls.add(() -> owner.post("/channels/" + id + "/messages", Map.of("content", "x")).status());
    }
    for (var id : archived.subList(4, 6)) {
      calls.add(() -> owner.patch("/channels/" + id, Map.of("archived", false)).status());
    }
    IntStream.range(0, 2)
        .forEach(
            _ ->
                calls.add(
                    () ->
                        owner
                            .post(
                                "/channels/" + guild.general() + "/threads",
                                Map.of("name", "t", "type", PUBLIC))
                            .status()));
    var done = 0;
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : pool.invokeAll(calls)) {
        assertThat(answer.get()).isIn(200, 201, 400);
        done += answer.get() < 300 ? 1 : 0;
      }
    }
    assertThat(done).isEqualTo(1);
    assertThat(owner.get(guild.path() + "/threads/active").expect(200).path("threads"))
        .hasSize(1000);
  }

  @Test
  void aFullThreadTakesNobodyInButWordsStill() throws SQLException {
    var guild = GuildOf.someone();
    var member = guild.member();
    var id = thread(guild);
    Database.run("update threads set member_count = 1000 where channel_id = " + id);
    var members = "/channels/" + id + "/thread-members/";
    member.rest().put(members + "@me", Map.of()).refused(400, 30033);
    guild.owner().rest().put(members + member.id(), Map.of()).refused(400, 30033);
    guild.owner().rest().put(members + "@me", Map.of()).expect(204);
    member.rest().post("/channels/" + id + "/messages", Map.of("content", "x")).expect(200);
    member.rest().get(members + "@me").refused(404, 10007);
    Database.run("update threads set member_count = 999 where channel_id = " + id);
    member.rest().put(members + "@me", Map.of()).expect(204);
  }

  /// Makes active threads of a guild until it has so many.
  private static void fill(GuildOf guild, int count) throws SQLException {
    var last = Long.parseLong(thread(guild));
    Database.run(
        """
        insert into channels (id, guild_id, type, name, parent_id, owner_id, created_at)
        select %d + n, %d, 11, 't' || n, %d, %d, now() from generate_series(1, %d) n
        """
            .formatted(last, guild.id(), guild.general(), guild.owner().id(), count - 1));
    Database.run(
        """
        insert into threads (channel_id, guild_id, parent_id, secret, archived_at,
          auto_archive_duration, invitable, applied_tags, uncounted)
        select %d + n, %d, %d, false, now(), 10080, true, '', 0 from generate_series(1, %d) n
        """
            .formatted(last, guild.id(), guild.general(), count - 1));
    Database.run(
        "insert into channel_heads (channel_id) select %d + n from generate_series(1, %d) n"
            .formatted(last, count - 1));
  }

  private static String thread(GuildOf guild) {
    return guild
        .owner()
        .rest()
        .post("/channels/" + guild.general() + "/threads", Map.of("name", "t", "type", PUBLIC))
        .expect(201)
        .path("id")
        .asText();
  }

  private static JsonNode said(GuildOf guild, Object channel) {
    return guild
        .owner()
        .rest()
        .post("/channels/" + channel + "/messages", Map.of("content", "x"))
        .expect(200);
  }
}
