package chat.maru.channel.thread;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThreadArchiveIT {
  @Test
  void whatIsSaidTakesAThreadOutOfTheArchive() {
    var guild = GuildOf.someone();
    var member = guild.member();
    var id = thread(guild.owner(), guild, 11);
    archive(guild.owner(), id);
    try (var owner = GatewayClient.of(guild.owner().token())) {
      assertThat(owner.event("GUILD_CREATE").path("threads")).isEmpty();
      member.rest().put("/channels/" + id + "/thread-members/@me", Map.of()).refused(400, 50083);
      member.rest().post("/channels/" + id + "/messages", Map.of("content", "up")).expect(200);
      owner.event(
          "THREAD_UPDATE", t -> !t.path("thread_metadata").path("archived").asBoolean(true));
      var joined = owner.event("THREAD_MEMBERS_UPDATE");
      assertThat(joined.path("member_count").asInt()).isEqualTo(2);
      assertThat(
              joined.path("added_members").get(0).path("member").path("user").path("id").asLong())
          .isEqualTo(member.id());
      owner.event("MESSAGE_CREATE", m -> m.path("content").asText().equals("up"));
    }
    var mine = member.rest().get("/channels/" + id + "/thread-members/@me").expect(200);
    assertThat(mine.path("user_id").asLong()).isEqualTo(member.id());
    try (var again = GatewayClient.of(member.token())) {
      var active = again.event("GUILD_CREATE").path("threads");
      assertThat(active).hasSize(1);
      assertThat(active.get(0).path("member").path("user_id").asLong()).isEqualTo(member.id());
    }
  }

  @Test
  void whatIsArchivedStaysAsItIs() {
    var guild = GuildOf.someone();
    var rest = guild.owner().rest();
    var id = thread(guild.owner(), guild, 11);
    var messages = "/channels/" + id + "/messages";
    var message = rest.post(messages, Map.of("content", "x")).expect(200).path("id").asText();
    archive(guild.owner(), id);
    var path = messages + "/" + message;
    rest.patch(path, Map.of("content", "y")).refused(400, 50083);
    rest.put(path + "/reactions/%F0%9F%91%8D/@me", Map.of()).refused(400, 50083);
    assertThat(rest.get(path).expect(200).path("content").asText()).isEqualTo("x");
    rest.delete(path + "/reactions/%F0%9F%91%8D/@me").refused(400, 50083);
    rest.put("/channels/" + id + "/messages/pins/" + message, Map.of()).refused(400, 50083);
    rest.post("/channels/" + id + "/invites", Map.of()).refused(403, 50024);
    rest.delete(path).expect(204);
  }

  @Test
  void aLockedThreadIsForModerators() {
    var guild = GuildOf.someone();
    var member = guild.member();
    var id = thread(member, guild, 11);
    guild
        .owner()
        .rest()
        .patch("/channels/" + id, Map.of("locked", true, "archived", true))
        .expect(200);
    var messages = "/channels/" + id + "/messages";
    member.rest().post(messages, Map.of("content", "x")).refused(400, 160005);
    member.rest().patch("/channels/" + id, Map.of("archived", false)).refused(400, 160005);
    member
        .rest()
        .patch("/channels/" + id, Map.of("archived", false, "name", "x"))
        .refused(400, 160005);
    guild.owner().rest().post(messages, Map.of("content", "x")).expect(200);
    var opened = guild.owner().rest().get("/channels/" + id).expect(200).path("thread_metadata");
    assertThat(opened.path("archived").asBoolean()).isFalse();
    assertThat(opened.path("locked").asBoolean()).isTrue();
    member.rest().post(messages, Map.of("content", "x")).refused(400, 160005);
    guild.owner().rest().patch("/channels/" + id, Map.of("locked", false)).expect(200);
    member.rest().post(messages, Map.of("content", "x")).expect(200);
  }

  @Test
  void inALockedThreadWhatWasSaidStaysAndReactionsGoOn() {
    var guild = GuildOf.someone();
    var member = guild.member();
    var owner = guild.owner().rest();
    var path = "/channels/" + thread(member, guild, 11);
    var own =
        path
            + "/messages/"
            + member
                .rest()
                .post(path + "/messages", Map.of("content", "x"))
                .expect(200)
                .path("id")
                .asText();
    var reaction = own + "/reactions/%F0%9F%91%8D/@me";
    owner.patch(path, Map.of("locked", true)).expect(200);
    member.rest().patch(own, Map.of("content", "y")).refused(400, 160005);
    member.rest().put(reaction, Map.of()).expect(204);
    member.rest().patch(path, Map.of("name", "mine")).refused(400, 160005);
    owner.patch(path, Map.of("archived", true)).expect(200);
    member.rest().delete(reaction).refused(400, 50083);
    member.rest().delete(own).refused(400, 50083);
    owner.patch(path, Map.of("archived", false)).expect(200);
    member.rest().delete(own).expect(204);
  }

  @Test
  void anotherTimeToWaitIsASignOfLife() {
    var guild = GuildOf.someone();
    var path = "/channels/" + thread(guild.owner(), guild, 11);
    var rest = guild.owner().rest();
    var before = rest.get(path).expect(200).path("thread_metadata").path("archive_timestamp");
    rest.patch(path, Map.of("name", "x", "auto_archive_duration", 1440)).expect(200);
    var same = rest.get(path).expect(200).path("thread_metadata").path("archive_timestamp");
    assertThat(same).isEqualTo(before);
    rest.patch(path, Map.of("auto_archive_duration", 60)).expect(200);
    var after = rest.get(path).expect(200).path("thread_metadata").path("archive_timestamp");
    assertThat(OffsetDateTime.parse(after.asText())).isAfter(OffsetDateTime.parse(before.asText()));
  }

  @Test
  void whoMayChangeWhat() {
    var guild = GuildOf.someone();
    var maker = guild.member();
    var other = guild.member();
    var id = thread(maker, guild, 11);
    var path = "/channels/" + id;
    maker
        .rest()
        .patch(path, Map.of("name", "renamed", "auto_archive_duration", 10_080))
        .expect(200);
    maker.rest().patch(path, Map.of("locked", true)).refused(403, 50013);
    maker.rest().patch(path, Map.of("rate_limit_per_user", 5)).refused(403, 50013);
    other.rest().patch(path, Map.of("name", "x")).refused(403, 50013);
    other.rest().patch(path, Map.of("archived", true)).refused(403, 50013);
    other.rest().delete(path).refused(403, 50013);
    maker.rest().patch(path, Map.of("archived", true)).expect(200);
    maker.rest().patch(path, Map.of("name", "x")).refused(400, 50083);
    var opened = other.rest().patch(path, Map.of("archived", false)).expect(200);
    assertThat(opened.path("name").asText()).isEqualTo("renamed");
    assertThat(opened.path("thread_metadata").path("auto_archive_duration").asInt())
        .isEqualTo(10_080);
    var slow = guild.owner().rest().patch(path, Map.of("rate_limit_per_user", 5)).expect(200);
    assertThat(slow.path("rate_limit_per_user").asInt()).isEqualTo(5);
    guild.owner().rest().patch(path, Map.of("flags", 2)).refused(403, 50024);
    for (var bad :
        List.<Map<String, Object>>of(
            Map.of("auto_archive_duration", 1),
            Map.of("name", ""),
            Map.of("rate_limit_per_user", -1))) {
      guild.owner().rest().patch(path, bad).refused(400, 50035);
    }
  }

  @Test
  void theArchiveIsReadInPages() {
    var guild = GuildOf.someone();
    var made = new ArrayList<String>();
    for (var at = 0; at < 5; at++) {
      made.addFirst(thread(guild.owner(), guild, 11));
      archive(guild.owner(), made.getFirst());
    }
    var path = "/channels/" + guild.general() + "/threads/archived/public?limit=2";
    var member = guild.member();
    var read = new ArrayList<String>();
    var page = member.rest().get(path).expect(200);
    while (true) {
      page.path("threads").forEach(thread -> read.add(thread.path("id").asText()));
      if (!page.path("has_more").asBoolean()) {
        break;
      }
      page = member.rest().get(path + "&before=" + last(page)).expect(200);
    }
    assertThat(read).isEqualTo(made);
    assertThat(page.path("members")).isEmpty();
    assertThat(guild.owner().rest().get(path).expect(200).path("members")).hasSize(2);
    member.rest().get(path + "&before=yesterday").refused(400, 50035);
    member.rest().get(path.replace("limit=2", "limit=101")).refused(400, 50035);
    member
        .rest()
        .get("/channels/" + guild.general() + "/threads/archived/private")
        .refused(403, 50013);
  }

  private static String last(JsonNode page) {
    var threads = page.path("threads");
    return threads
        .get(threads.size() - 1)
        .path("thread_metadata")
        .path("archive_timestamp")
        .asText()
        .replace("+", "%2B");
  }

  @Test
  void privateArchivesAreForModeratorsAndForThoseInThem() {
    var guild = GuildOf.someone();
    var member = guild.member();
    var mine = thread(member, guild, 12);
    var others = thread(guild.owner(), guild, 12);
    archive(guild.owner(), mine);
    archive(guild.owner(), others);
    var base = "/channels/" + guild.general();
    var own = base + "/users/@me/threads/archived/private";
    var seen = member.rest().get(own).expect(200);
    assertThat(seen.path("threads").findValuesAsText("name")).hasSize(1);
    assertThat(seen.path("threads").get(0).path("id").asText()).isEqualTo(mine);
    assertThat(member.rest().get(own + "?before=" + mine).expect(200).path("threads")).isEmpty();
    var all = guild.owner().rest().get(base + "/threads/archived/private").expect(200);
    assertThat(all.path("threads")).hasSize(2);
    assertThat(
            guild.owner().rest().get(base + "/threads/archived/public").expect(200).path("threads"))
        .isEmpty();
  }

  private static String thread(Person person, GuildOf guild, int type) {
    return person
        .rest()
        .post("/channels/" + guild.general() + "/threads", Map.of("name", "t", "type", type))
        .expect(201)
        .path("id")
        .asText();
  }

  private static void archive(Person person, String id) {
    person.rest().patch("/channels/" + id, Map.of("archived", true)).expect(200);
  }
}
