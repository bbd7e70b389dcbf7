package chat.maru.message;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.access.Permission;
import chat.maru.testkit.Await;
import chat.maru.testkit.Bot;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import chat.maru.testkit.RoleOf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Channels where people wait between what they send.
class SlowModeIT {
  private static final int LONG = 3600;

  private final GuildOf guild = GuildOf.someone();
  private final Person owner = guild.owner();
  private final Person member = guild.member();
  private final String channel = "/channels/" + guild.general();

  @Test
  void eachMemberWaitsForItself() {
    slow(LONG);
    say(member, "one").expect(200);
    var refused = say(member, "two");
    refused.refused(429, 20016);
    assertThat(refused.body().path("retry_after").asDouble()).isBetween(1.0, (double) LONG);
    assertThat(refused.body().path("global").asBoolean(true)).isFalse();
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    say(guild.member(), "other").expect(200);
    say(owner, "three").expect(200);
    say(owner, "four").expect(200);
    var elsewhere = guild.channel(Map.of("name", "fast"));
    member.rest().post("/channels/" + elsewhere + "/messages", text("x")).expect(200);
    slow(0);
    say(member, "five").expect(200);
    say(member, "six").expect(200);
  }

  @Test
  void theWaitEnds() {
    slow(1);
    say(member, "one").expect(200);
    Await.until("the second is over", () -> say(member, "two").status() == 200);
  }

  @ParameterizedTest
  @EnumSource(names = {"BYPASS_SLOWMODE", "MANAGE_MESSAGES", "MANAGE_CHANNELS"})
  void whoKeepsOrderDoesNotWait(Permission permission) {
    slow(LONG);
    RoleOf.granting(guild, permission.bit()).to(member);
    say(member, "one").expect(200);
    say(member, "two").expect(200);
  }

  @Test
  void botsDoNotWait() {
    slow(LONG);
    var bot = Rest.anonymous().as("Bot " + Bot.in(guild).token());
    bot.post(channel + "/messages", text("one")).expect(200);
    bot.post(channel + "/messages", text("two")).expect(200);
  }

  @Test
  void whatIsRefusedTakesNoTurn() {
    say(member, "before", "first").expect(200);
    slow(LONG);
    say(member, " ").refused(400, 50006);
    say(member, "x".repeat(2001)).refused(400, 50035);
    say(member, "other", "first").refused(409, 900010);
    say(member, "one").expect(200);
    say(member, "two").refused(429, 20016);
  }

  @Test
  void theSameAgainNeverWaits() {
    var early = say(member, "early", "early").expect(200).path("id");
    slow(LONG);
    var first = say(member, "one", "key").expect(200).path("id");
    assertThat(say(member, "one", "key").expect(200).path("id")).isEqualTo(first);
    assertThat(say(member, "early", "early").expect(200).path("id")).isEqualTo(early);
    say(member, "two", "other").refused(429, 20016);
    var second = guild.member();
    var sent = nonce(second, "7").expect(200).path("id");
    assertThat(nonce(second, "7").expect(200).path("id")).isEqualTo(sent);
    nonce(second, "8").refused(429, 20016);
  }

  @Test
  void ofManyAtOnceOneIsSent() throws Exception {
    slow(LONG);
    var calls =
        IntStream.range(0, 12)
            .mapToObj(n -> (Callable<Integer>) () -> say(member, "m" + n).status())
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var statuses = new ArrayList<Integer>();
      for (var call : threads.invokeAll(calls)) {
        statuses.add(call.get());
      }
      assertThat(statuses).containsOnly(200, 429);
      assertThat(statuses.stream().filter(it -> it == 200)).hasSize(1);
    }
    assertThat(owner.rest().get(channel + "/messages").expect(200)).hasSize(1);
  }

  @Test
  void theGatewayWaitsToo() {
    slow(LONG);
    say(member, "one").expect(200);
    try (var client = GatewayClient.of(member.token())) {
      var body = new HashMap<String, Object>(Map.of("channel_id", "" + guild.general()));
      body.put("clientMsgId", "k");
      body.put("content", "two");
      client.send(1000, body);
      var ack = client.op(1001).path("d");
      assertThat(ack.path("status").asText()).isEqualTo("REFUSED");
      assertThat(ack.path("code").asInt()).isEqualTo(20016);
      assertThat(ack.path("retry_after").asDouble()).isPositive();
    }
  }

  @Test
  void onlySendingWaits() {
    slow(LONG);
    var id = say(member, "one").expect(200).path("id").asText();
    member.rest().patch(channel + "/messages/" + id, text("changed")).expect(200);
    member.rest().put(channel + "/messages/" + id + "/reactions/%F0%9F%91%8D/@me", "").expect(204);
    member.rest().delete(channel + "/messages/" + id).expect(204);
    say(member, "two").refused(429, 20016);
  }

  @Test
  void aNonceTakesOneTurn() {
    slow(LONG);
    var id = nonce(member, "7").expect(200).path("id").asText();
    member.rest().delete(channel + "/messages/" + id).expect(204);
    nonce(member, "7").refused(429, 20016);
    assertThat(owner.rest().get(channel + "/messages").expect(200)).isEmpty();
  }

  @Test
  void threadsHaveATurnOfTheirOwn() {
    slow(LONG);
    thread(member, "a").expect(201);
    thread(member, "b").refused(429, 20016);
    say(member, "one").expect(200);
    var id = say(guild.member(), "two").expect(200).path("id").asText();
    var path = channel + "/messages/" + id + "/threads";
    member.rest().post(path, Map.of("name", "c")).refused(429, 20016);
    var other = guild.member();
    other.rest().post(path, Map.of("name", "")).refused(400, 50035);
    other.rest().post(path, Map.of("name", "c")).expect(201);
    thread(owner, "d").expect(201);
    thread(owner, "e").expect(201);
  }

  @Test
  void aThreadIsSlowByItself() {
    owner.rest().patch(channel, Map.of("default_thread_rate_limit_per_user", LONG)).expect(200);
    var thread = thread(owner, "slow").expect(201);
    assertThat(thread.path("rate_limit_per_user").asInt()).isEqualTo(LONG);
    var path = "/channels/" + thread.path("id").asText();
    member.rest().post(path + "/messages", text("one")).expect(200);
    member.rest().post(path + "/messages", text("two")).refused(429, 20016);
    say(member, "one").expect(200);
    say(member, "two").expect(200);
    owner.rest().patch(path, Map.of("rate_limit_per_user", 0)).expect(200);
    member.rest().post(path + "/messages", text("three")).expect(200);
  }

  @Test
  void postsWait() {
    var forum = guild.channel(Map.of("name", "forum", "type", 15, "rate_limit_per_user", LONG));
    var path = "/channels/" + forum + "/threads";
    var post = member.rest().post(path, post("a")).expect(201).path("id").asText();
    member.rest().post(path, post("b")).refused(429, 20016);
    member.rest().post("/channels/" + post + "/messages", text("one")).expect(200);
    member.rest().post("/channels/" + post + "/messages", text("two")).expect(200);
    guild.member().rest().post(path, post("c")).expect(201);
  }

  @Test
  void onlySoMuchIsTaken() {
    owner.rest().patch(channel, Map.of("rate_limit_per_user", 21_601)).refused(400, 50035);
    owner.rest().patch(channel, Map.of("rate_limit_per_user", -1)).refused(400, 50035);
    assertThat(
            owner
                .rest()
                .patch(channel, Map.of("rate_limit_per_user", 21_600))
                .expect(200)
                .path("rate_limit_per_user")
                .asInt())
        .isEqualTo(21_600);
  }

  private void slow(int seconds) {
    owner.rest().patch(channel, Map.of("rate_limit_per_user", seconds)).expect(200);
  }

  private Rest.Answer say(Person who, String text) {
    return who.rest().impatient().post(channel + "/messages", text(text));
  }

  private Rest.Answer say(Person who, String text, String key) {
    return who.rest().post(channel + "/messages", Map.of("content", text, "clientMsgId", key));
  }

  private Rest.Answer nonce(Person who, String nonce) {
    return who.rest()
        .post(channel + "/messages", Map.of("content", "n", "nonce", nonce, "enforce_nonce", true));
  }

  private Rest.Answer thread(Person who, String name) {
    return who.rest().post(channel + "/threads", Map.of("name", name, "type", 11));
  }

  private static Map<String, Object> post(String name) {
    return Map.of("name", name, "message", Map.of("content", "post"));
  }

  private static Map<String, Object> text(String text) {
    return Map.of("content", text);
  }
}
