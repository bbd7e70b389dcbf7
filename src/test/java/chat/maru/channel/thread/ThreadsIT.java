package chat.maru.channel.thread;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThreadsIT {
  private static final int PUBLIC = 11;
  private static final int PRIVATE = 12;

  @Test
  void aThreadIsMadeAndTold() {
    var guild = GuildOf.someone();
    var member = guild.member();
    try (var other = GatewayClient.of(member.token())) {
      other.event("GUILD_CREATE");
      var made =
          guild
              .owner()
              .rest()
              .post(
                  "/channels/" + guild.general() + "/threads",
                  Map.of("name", "plans", "type", PUBLIC, "auto_archive_duration", 60))
              .expect(201);
      assertThat(made.path("type").asInt()).isEqualTo(PUBLIC);
      assertThat(made.path("parent_id").asLong()).isEqualTo(guild.general());
      assertThat(made.path("owner_id").asLong()).isEqualTo(guild.owner().id());
      assertThat(made.path("member_count").asInt()).isEqualTo(1);
      assertThat(made.path("message_count").asInt()).isZero();
      assertThat(made.path("member").path("user_id").asLong()).isEqualTo(guild.owner().id());
      var metadata = made.path("thread_metadata");
      assertThat(metadata.path("archived").asBoolean()).isFalse();
      assertThat(metadata.path("locked").asBoolean()).isFalse();
      assertThat(metadata.path("auto_archive_duration").asInt()).isEqualTo(60);
      assertThat(metadata.has("invitable")).isFalse();
      var id = made.path("id").asText();
      var told = other.event("THREAD_CREATE");
      assertThat(told.path("id").asText()).isEqualTo(id);
      assertThat(told.path("newly_created").asBoolean()).isTrue();
      var news = other.event("MESSAGE_CREATE");
      assertThat(news.path("type").asInt()).isEqualTo(18);
      assertThat(news.path("content").asText()).isEqualTo("plans");
      assertThat(news.path("message_reference").path("channel_id").asText()).isEqualTo(id);
      assertThat(news.path("seq").asInt()).isEqualTo(1);
      assertThat(guild.owner().rest().get("/channels/" + id).expect(200)).isEqualTo(made);
      assertThat(member.rest().get("/channels/" + id).expect(200).has("member")).isFalse();
    }
  }

  @Test
  void aThreadBeginsWithAMessage() {
    var guild = GuildOf.someone();
    var rest = guild.owner().rest();
    var message = said(rest, guild.general(), "let us talk");
    var path = "/channels/" + guild.general() + "/messages/" + message + "/threads";
    try (var owner = GatewayClient.of(guild.owner().token())) {
      owner.event("GUILD_CREATE");
      var made = rest.post(path, Map.of("name", "talk")).expect(201);
      assertThat(made.path("id").asText()).isEqualTo(message);
      assertThat(made.path("type").asInt()).isEqualTo(PUBLIC);
      assertThat(made.path("message_count").asInt()).isZero();
      assertThat(made.path("total_message_sent").asInt()).isZero();
      var changed = owner.event("MESSAGE_UPDATE");
      assertThat(changed.path("flags").asInt() & 32).isEqualTo(32);
      assertThat(changed.path("thread").path("name").asText()).isEqualTo("talk");
      var starter = owner.event("MESSAGE_CREATE", m -> m.path("type").asInt() == 21);
      assertThat(starter.path("channel_id").asText()).isEqualTo(message);
      assertThat(starter.path("referenced_message").path("content").asText())
          .isEqualTo("let us talk");
      var shown = rest.get("/channels/" + message + "/messages").expect(200).get(0);
      assertThat(shown.path("referenced_message").path("id").asText()).isEqualTo(message);
    }
    rest.post(path, Map.of("name", "again")).refused(400, 160004);
    var begun = rest.get("/channels/" + guild.general() + "/messages").expect(200).get(0);
    assertThat(begun.path("thread").path("id").asText()).isEqualTo(message);
    rest.post("/channels/" + guild.general() + "/messages/1/threads", Map.of("name", "x"))
        .refused(404, 10008);
    said(rest, message, "first");
    var second = said(rest, message, "second");
    rest.delete("/channels/" + message + "/messages/" + second).expect(204);
    var counted = rest.get("/channels/" + message).expect(200);
    assertThat(counted.path("message_count").asInt()).isEqualTo(1);
    assertThat(counted.path("total_message_sent").asInt()).isEqualTo(2);
    rest.delete("/channels/" + message).expect(200);
    rest.get("/channels/" + message).refused(404, 10003);
    var left = rest.get("/channels/" + guild.general() + "/messages/" + message).expect(200);
    assertThat(left.path("flags").asInt() & 32).isZero();
    assertThat(left.has("thread")).isFalse();
    // the id of a thread on a message is the message's, and that of the first one stays taken
    rest.post(path, Map.of("name", "again")).refused(400, 160004);
    rest.get("/channels/" + message).refused(404, 10003);
  }

  @Test
  void ofTwoThreadsOnOneMessageAtOnceOneIsMade() throws Exception {
    var guild = GuildOf.someone();
    var message = said(guild.owner().rest(), guild.general(), "x");
    var path = "/channels/" + guild.general() + "/messages/" + message + "/threads";
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> start = () -> guild.owner().rest().post(path, Map.of("name", "x")).status();
      var answers = pool.invokeAll(IntStream.range(0, 8).mapToObj(_ -> start).toList());
      var made = 0;
      for (var answer : answers) {
        assertThat(answer.get()).isIn(201, 400);
        made += answer.get() == 201 ? 1 : 0;
      }
      assertThat(made).isEqualTo(1);
    }
  }

  @Test
  void aPrivateThreadIsForItsMembersAndModerators() {
    var guild = GuildOf.someone();
    var maker = guild.member();
    var friend = guild.member();
    var stranger = guild.member();
    try (var friends = GatewayClient.of(friend.token());
        var strangers = GatewayClient.of(stranger.token());
        var owners = GatewayClient.of(guild.owner().token())) {
      for (var each : List.of(friends, strangers, owners)) {
        each.event("GUILD_CREATE");
      }
      var made = start(maker, guild.general(), Map.of("name", "secret"));
      assertThat(made.path("type").asInt()).isEqualTo(PRIVATE);
      assertThat(made.path("thread_metadata").path("invitable").asBoolean()).isTrue();
      var id = made.path("id").asText();
      owners.event("THREAD_CREATE", t -> t.path("id").asText().equals(id));
      stranger.rest().get("/channels/" + id).refused(403, 50001);
      said(maker.rest(), id, "between us");
      maker.rest().put("/channels/" + id + "/thread-members/" + friend.id(), Map.of()).expect(204);
      var told = friends.event("THREAD_CREATE");
      assertThat(told.path("member").path("user_id").asLong()).isEqualTo(friend.id());
      said(maker.rest(), id, "welcome");
      friends.event("MESSAGE_CREATE", m -> m.path("content").asText().equals("welcome"));
      said(friend.rest(), id, "thanks");
      maker.rest().delete("/channels/" + id + "/thread-members/" + friend.id()).expect(204);
      var gone = friends.event("THREAD_MEMBERS_UPDATE", m -> m.has("removed_member_ids"));
      assertThat(gone.path("removed_member_ids").get(0).asLong()).isEqualTo(friend.id());
      friend.rest().get("/channels/" + id).refused(403, 50001);
      said(maker.rest(), id, "after");
      owners.event("MESSAGE_CREATE", m -> m.path("content").asText().equals("after"));
      said(guild.owner().rest(), Long.toString(guild.general()), "end");
      friends.event("MESSAGE_CREATE", m -> m.path("content").asText().equals("end"));
      assertThat(friends.events("MESSAGE_CREATE"))
          .noneMatch(m -> m.path("content").asText().equals("after"));
      strangers.event("MESSAGE_CREATE", m -> m.path("content").asText().equals("end"));
      assertThat(strangers.types())
          .doesNotContain("THREAD_CREATE", "THREAD_MEMBERS_UPDATE")
          .containsOnlyOnce("MESSAGE_CREATE");
    }
  }

  @Test
  void theParentsPermissionsHoldInAThread() {
    var guild = GuildOf.someone();
    var member = guild.member();
    var thread = start(guild.owner(), guild.general(), Map.of("name", "t", "type", PUBLIC));
    var id = thread.path("id").asText();
    said(member.rest(), id, "hello");
    deny(guild, 1L << 38);
    member.rest().post("/channels/" + id + "/messages", Map.of("content", "x")).refused(403, 50013);
    said(member.rest(), Long.toString(guild.general()), "still here");
    deny(guild, 1L << 11);
    said(member.rest(), id, "here alone");
    deny(guild, 1L << 35 | 1L << 36);
    var path = "/channels/" + guild.general() + "/threads";
    member.rest().post(path, Map.of("name", "x", "type", PUBLIC)).refused(403, 50013);
    member.rest().post(path, Map.of("name", "x", "type", PRIVATE)).refused(403, 50013);
    deny(guild, 1L << 10);
    member.rest().get("/channels/" + id).refused(403, 50001);
    member.rest().post("/channels/" + id + "/messages", Map.of("content", "x")).refused(403, 50001);
    guild.owner().rest().delete("/channels/" + guild.general()).expect(200);
    guild.owner().rest().get("/channels/" + id).refused(404, 10003);
    guild
        .owner()
        .rest()
        .post("/channels/" + id + "/messages", Map.of("content", "x"))
        .refused(404, 10003);
  }

  @Test
  void badBodiesAndPlacesAreRefused() {
    var guild = GuildOf.someone();
    var rest = guild.owner().rest();
    var path = "/channels/" + guild.general() + "/threads";
    for (var body :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("name", " "),
            Map.of("name", "x".repeat(101)),
            Map.of("name", "x", "auto_archive_duration", 61),
            Map.of("name", "x", "rate_limit_per_user", 21_601),
            Map.of("name", "x", "type", 10),
            Map.of("name", "x", "type", 0))) {
      rest.post(path, body).refused(400, 50035);
    }
    for (var text : List.of("null", "[]", "{\"name\":[]}", "{\"name\":\"x\",\"type\":\"no\"}")) {
      assertThat(rest.raw("POST", path, text).status()).as(text).isEqualTo(400);
    }
    var voice = guild.channel(Map.of("name", "v", "type", 2));
    rest.post("/channels/" + voice + "/threads", Map.of("name", "x")).refused(403, 50024);
    var thread = start(guild.owner(), guild.general(), Map.of("name", "x"));
    var nested = "/channels/" + thread.path("id").asText() + "/threads";
    rest.post(nested, Map.of("name", "x")).refused(403, 50024);
    Person.register().rest().post(path, Map.of("name", "x")).refused(404, 10003);
    Rest.anonymous().post(path, Map.of("name", "x")).expect(401);
    assertThat(rest.get("/guilds/" + guild.id() + "/threads/active").expect(200).path("threads"))
        .hasSize(1);
    assertThat(rest.get("/guilds/" + guild.id() + "/channels").expect(200)).hasSize(2);
  }

  @Test
  void announcementsHaveThreadsOfTheirOwn() {
    var guild = GuildOf.someone();
    var news = guild.channel(Map.of("name", "news", "type", 5));
    var rest = guild.owner().rest();
    assertThat(start(guild.owner(), news, Map.of("name", "x")).path("type").asInt()).isEqualTo(10);
    rest.post("/channels/" + news + "/threads", Map.of("name", "x", "type", 11))
        .refused(400, 50035);
    var message = said(rest, Long.toString(news), "big");
    var made =
        rest.post("/channels/" + news + "/messages/" + message + "/threads", Map.of("name", "x"))
            .expect(201);
    assertThat(made.path("type").asInt()).isEqualTo(10);
  }

  @Test
  void theAuditLogTellsOfThreads() {
    var guild = GuildOf.someone();
    var rest = guild.owner().rest();
    var id = start(guild.owner(), guild.general(), Map.of("name", "x")).path("id").asText();
    rest.patch("/channels/" + id, Map.of("name", "y", "locked", true)).expect(200);
    rest.delete("/channels/" + id).expect(200);
    for (var action : List.of(110, 111, 112)) {
      var entries =
          rest.get(guild.path() + "/audit-logs?action_type=" + action)
              .expect(200)
              .path("audit_log_entries");
      assertThat(entries).hasSize(1);
      assertThat(entries.get(0).path("target_id").asText()).isEqualTo(id);
    }
  }

  private static JsonNode start(Person person, long channel, Map<String, Object> body) {
    return person.rest().post("/channels/" + channel + "/threads", body).expect(201);
  }

  private static String said(Rest rest, long channel, String text) {
    return said(rest, Long.toString(channel), text);
  }

  private static String said(Rest rest, String channel, String text) {
    return rest.post("/channels/" + channel + "/messages", Map.of("content", text))
        .expect(200)
        .path("id")
        .asText();
  }

  private static void deny(GuildOf guild, long bits) {
    var overwrite = Map.of("id", Long.toString(guild.id()), "type", 0, "deny", Long.toString(bits));
    guild
        .owner()
        .rest()
        .patch("/channels/" + guild.general(), Map.of("permission_overwrites", List.of(overwrite)))
        .expect(200);
  }
}
