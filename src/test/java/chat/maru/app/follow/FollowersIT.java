package chat.maru.app.follow;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.event.Audience;
import chat.maru.event.LogRecord;
import chat.maru.platform.sql.Database;
import chat.maru.platform.stream.Batch;
import chat.maru.platform.stream.Received;
import chat.maru.testkit.Await;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import chat.maru.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/// Channels follow announcement channels of other guilds and get what is published there.
class FollowersIT {
  private static final int IS_CROSSPOST = 1 << 1;
  private static final int SOURCE_MESSAGE_DELETED = 1 << 3;

  private final GuildOf press = GuildOf.someone();
  private final Rest author = press.owner().rest();
  private final long news = press.channel(Map.of("name", "news", "type", 5));
  private final GuildOf guild = GuildOf.someone();
  private final Person reader = press.lets(guild.owner());
  private final Rest rest = reader.rest();
  private final String general = "/channels/" + guild.general() + "/messages";

  private JsonNode follow(long channel) {
    return rest.post(followers(), target(channel)).expect(200);
  }

  private String followers() {
    return "/channels/" + news + "/followers";
  }

  private static Map<String, Object> target(long channel) {
    return Map.of("webhook_channel_id", Long.toString(channel));
  }

  private String publish(Map<String, ?> body) {
    var at = "/channels/" + news + "/messages";
    var id = author.post(at, body).expect(200).path("id").asText();
    author.post(at + "/" + id + "/crosspost", Map.of()).expect(200);
    return id;
  }

  private String source(String id) {
    return "/channels/" + news + "/messages/" + id;
  }

  /// The copies in a channel, youngest first.
  private List<JsonNode> copies(String at) {
    return rest.get(at).expect(200).valueStream().filter(it -> it.has("webhook_id")).toList();
  }

  private JsonNode copy(String content) {
    Await.until(
        "the copy says " + content,
        () -> copies(general).stream().anyMatch(it -> it.path("content").asText().equals(content)));
    return copies(general).stream()
        .filter(it -> it.path("content").asText().equals(content))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aChannelFollowsAndItsPeopleAreTold() {
    var followed = follow(guild.general());

    assertThat(followed.path("channel_id").asLong()).isEqualTo(news);
    var notice = rest.get(general).expect(200).path(0);
    assertThat(notice.path("type").asInt()).isEqualTo(12);
    assertThat(notice.path("content").asText()).isEqualTo("news");
    assertThat(notice.path("author").path("id").asLong()).isEqualTo(reader.id());
    var reference = notice.path("message_reference");
    assertThat(reference.path("channel_id").asLong()).isEqualTo(news);
    assertThat(reference.path("guild_id").asLong()).isEqualTo(press.id());
    var hook = rest.get("/webhooks/" + followed.path("webhook_id").asText()).expect(200);
    assertThat(hook.path("type").asInt()).isEqualTo(2);
    assertThat(hook.has("token")).isFalse();
    assertThat(hook.path("name").asText()).isEqualTo("Test guild #news");
    assertThat(hook.path("source_guild").path("id").asLong()).isEqualTo(press.id());
    assertThat(hook.path("source_channel").path("name").asText()).isEqualTo("news");
    assertThat(guild.audit(50)).hasSize(1);
  }

  @Test
  void whatIsPublishedComesWithItsEmbedsAndFollowsItsSource() {
    follow(guild.general());
    try (var ear = GatewayClient.of(reader.token())) {
      var id = publish(Map.of("content", "first", "embeds", List.of(Map.of("title", "more"))));
      var copy = copy("first");

      assertThat(copy.path("flags").asInt()).isEqualTo(IS_CROSSPOST);
      assertThat(copy.path("type").asInt()).isZero();
      assertThat(copy.path("author").path("username").asText()).isEqualTo("Test guild #news");
      assertThat(copy.path("embeds").path(0).path("title").asText()).isEqualTo("more");
      var reference = copy.path("message_reference");
      assertThat(reference.path("message_id").asText()).isEqualTo(id);
      assertThat(reference.path("channel_id").asLong()).isEqualTo(news);
      assertThat(reference.path("guild_id").asLong()).isEqualTo(press.id());
      var told =
          ear.event(
              "MESSAGE_CREATE", it -> it.path("id").asText().equals(copy.path("id").asText()));
      assertThat(told.path("webhook_id")).isEqualTo(copy.path("webhook_id"));

      author.patch(source(id), Map.of("content", "second")).expect(200);
      var edited = copy("second");
      assertThat(edited.path("id")).isEqualTo(copy.path("id"));
      assertThat(edited.path("edited_timestamp").isNull()).isFalse();
      ear.event("MESSAGE_UPDATE", it -> it.path("id").equals(copy.path("id")));

      author.delete(source(id)).expect(204);
      var orphan = copy("[Original Message Deleted]");
      assertThat(orphan.path("id")).isEqualTo(copy.path("id"));
      assertThat(orphan.path("flags").asInt()).isEqualTo(IS_CROSSPOST | SOURCE_MESSAGE_DELETED);
      assertThat(orphan.path("embeds")).isEmpty();
      assertThat(copies(general)).hasSize(1);
    }
  }

  @Test
  void nobodyIsCalledAndWhatIsNotPublishedStays() {
    follow(guild.general());
    author.post("/channels/" + news + "/messages", Map.of("content", "draft")).expect(200);
    publish(Map.of("content", "@everyone <@" + reader.id() + ">"));

    var copy = copy("@everyone <@" + reader.id() + ">");
    assertThat(copy.path("mention_everyone").asBoolean()).isFalse();
    assertThat(copy.path("mentions")).isEmpty();
    assertThat(copies(general)).hasSize(1);
  }

  @Test
  void theSameRecordAgainMakesNothing() throws Exception {
    follow(guild.general());
    var id = publish(Map.of("content", "once"));
    var copy = copy("once");
    var log = CDI.current().select(CrosspostLog.class).get();

    log.follow(batch(id, 1));
    log.follow(batch(id, 1));
    assertThat(copies(general)).containsExactly(copy);
    rest.delete(general + "/" + copy.path("id").asText()).expect(204);
    log.follow(batch(id, 1));
    author.patch(source(id), Map.of("content", "twice")).expect(200);
    log.follow(batch(id, 1));
    assertThat(copies(general)).isEmpty();
  }

  @Test
  void ofManyRecordsAtOnceThereIsOneCopy() throws Exception {
    follow(guild.general());
    var id = publish(Map.of("content", "many"));
    var log = CDI.current().select(CrosspostLog.class).get();
    var calls =
        IntStream.range(0, 8)
            .<Callable<Boolean>>mapToObj(
                _ ->
                    () -> {
                      log.follow(batch(id, 1));
                      return true;
                    })
            .toList();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : pool.invokeAll(calls)) {
        assertThat(done.get()).isTrue();
      }
    }
    assertThat(copies(general)).hasSize(1);
  }

  /// What the log tells of a change of a message.
  private Batch batch(String id, int flags) {
    var payload = JsonNodeFactory.instance.objectNode().put("id", id).put("flags", flags);
    var record =
        new LogRecord(
            LogRecord.VERSION,
            "MESSAGE_UPDATE",
            news,
            1,
            new Audience.Channel(news, press.id()),
            payload,
            Optional.empty());
    return new Batch(List.of(new Received("persisted", 0, 0, 0, null, Json.writeBytes(record))));
  }

  @Test
  void whoFollowsLaterGetsWhatComesLater() {
    var other = guild.channel(Map.of("name", "other"));
    follow(guild.general());
    var id = publish(Map.of("content", "old"));
    copy("old");
    follow(other);
    author.patch(source(id), Map.of("content", "old, edited")).expect(200);
    copy("old, edited");
    publish(Map.of("content", "new"));
    copy("new");
    var there = "/channels/" + other + "/messages";
    Await.until("the new one", () -> copies(there).size() == 1);
    assertThat(copies(there).getFirst().path("content").asText()).isEqualTo("new");
  }

  @Test
  void theEndOfTheWebhookEndsIt() {
    var hook = follow(guild.general()).path("webhook_id").asText();
    var id = publish(Map.of("content", "kept"));
    copy("kept");
    var other = guild.channel(Map.of("name", "other"));
    follow(other);
    rest.delete("/webhooks/" + hook).expect(204);
    author.patch(source(id), Map.of("content", "changed")).expect(200);
    publish(Map.of("content", "last"));
    Await.until("elsewhere", () -> copies("/channels/" + other + "/messages").size() == 1);
    assertThat(copies(general)).hasSize(1);
    assertThat(copies(general).getFirst().path("content").asText()).isEqualTo("kept");
  }

  @Test
  void whoEndsFollowingMeanwhileKeepsNobodyFromPublishing() throws Exception {
    var other = guild.channel(Map.of("name", "other"));
    var gone = follow(guild.general()).path("webhook_id").asText();
    follow(other);
    try (var ending = CDI.current().select(Database.class).get().open("test");
        var statement = ending.createStatement()) {
      ending.setAutoCommit(false);
      statement.execute("delete from webhooks where id = " + gone);
      var published = CompletableFuture.supplyAsync(() -> publish(Map.of("content", "meanwhile")));
      Await.until("it waits for the end", () -> published.isDone() || isWaitedFor(ending));
      ending.commit();
      published.get();
    }
    Await.until("the copy", () -> copies("/channels/" + other + "/messages").size() == 1);
    assertThat(copies(general)).isEmpty();
  }

  private static boolean isWaitedFor(Connection other) {
    try (var connection = CDI.current().select(Database.class).get().open("test");
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select 1 from pg_stat_activity where %d = any(pg_blocking_pids(pid))"
                    .formatted(other.unwrap(PGConnection.class).getBackendPID()))) {
      return rows.next();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void ofManyAtOnceOneFollows() throws Exception {
    var calls =
        IntStream.range(0, 8)
            .<Callable<String>>mapToObj(
                _ -> () -> follow(guild.general()).path("webhook_id").asText())
            .toList();
    var hooks = new HashSet<String>();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : pool.invokeAll(calls)) {
        hooks.add(done.get());
      }
    }
    assertThat(hooks).hasSize(1);
    assertThat(rest.get(guild.path() + "/webhooks").expect(200)).hasSize(1);
    assertThat(rest.get(general).expect(200)).hasSize(1);
  }

  @Test
  void whatCanNotFollowIsRefused() {
    var text = "/channels/" + press.general() + "/followers";
    rest.post(text, target(guild.general())).refused(403, 50024);
    rest.post(followers(), Map.of()).refused(400, 50035);
    rest.post(followers(), target(5)).refused(404, 10003);
    rest.post(followers(), target(press.general())).refused(403, 50013);
    author.post(followers(), target(news)).refused(403, 50024);
    author.post(followers(), target(guild.general())).refused(404, 10003);
    guild.member().rest().post(followers(), target(guild.general())).refused(404, 10003);
    var voice = guild.channel(Map.of("name", "voice", "type", 2));
    rest.post(followers(), target(voice)).refused(403, 50024);
    assertThat(rest.get(guild.path() + "/webhooks").expect(200)).isEmpty();
  }

  @Test
  void aCopyIsNotPublishedAgain() {
    var relay = guild.channel(Map.of("name", "relay", "type", 5));
    follow(relay);
    publish(Map.of("content", "x"));
    var there = "/channels/" + relay + "/messages";
    Await.until("the copy", () -> copies(there).size() == 1);
    var id = copies(there).getFirst().path("id").asText();
    rest.post(there + "/" + id + "/crosspost", Map.of()).refused(400, 40033);
    rest.patch(there + "/" + id, Map.of("content", "mine")).refused(403, 50005);
  }
}
