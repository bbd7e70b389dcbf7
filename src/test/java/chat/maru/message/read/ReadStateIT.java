package chat.maru.message.read;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import chat.maru.testkit.Bot;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How far people have read: cursors that never move back, mentions since, the user's other
/// screens.
class ReadStateIT {
  private GuildOf guild;
  private Person owner;
  private Person member;
  private String messages;

  @BeforeEach
  void guild() {
    guild = GuildOf.someone();
    owner = guild.owner();
    member = guild.member();
    messages = "/channels/" + guild.general() + "/messages";
  }

  @Test
  void readyTellsWhatIsUnreadAndHowOftenTheUserIsMentioned() {
    var first = say("<@" + member.id() + "> one");
    say("nothing");
    say("@everyone two");
    assertThat(state(member).path("mention_count").asInt()).isEqualTo(2);
    assertThat(state(member).path("last_message_id").asText()).isEqualTo("0");
    ack(member, first).expect(200);
    assertThat(state(member).path("mention_count").asInt()).isEqualTo(1);
    assertThat(state(member).path("last_message_id").asText()).isEqualTo(first);
    assertThat(state(owner).isMissingNode()).isTrue(); // nobody else mentioned the owner
    var third = say("<@" + member.id() + "> three");
    assertThat(state(member).path("mention_count").asInt()).isEqualTo(2);
    owner.rest().delete(messages + "/" + third).expect(204);
    assertThat(state(member).path("mention_count").asInt()).isEqualTo(1);
    var late = guild.member();
    assertThat(state(late).isMissingNode()).isTrue(); // was not there yet
  }

  @Test
  void theCursorNeverMovesBackAndOtherScreensHear() {
    var first = say("one");
    var second = say("two");
    try (var other = GatewayClient.of(member.token());
        var stranger = GatewayClient.of(owner.token())) {
      Await.until(
          "the other screen hears",
          () -> {
            assertThat(ack(member, second).expect(200).path("token").isNull()).isTrue();
            return !other.events("MESSAGE_ACK").isEmpty();
          });
      var told = other.event("MESSAGE_ACK");
      assertThat(told.path("channel_id").asLong()).isEqualTo(guild.general());
      assertThat(told.path("message_id").asText()).isEqualTo(second);
      assertThat(told.path("mention_count").asInt()).isZero();
      ack(member, first).expect(200);
      assertThat(state(member).path("last_message_id").asText()).isEqualTo(second);
      ack(member, Long.toString(Long.MAX_VALUE)).expect(200);
      assertThat(state(member).path("last_message_id").asText()).isEqualTo(second);
      assertThat(stranger.types()).doesNotContain("MESSAGE_ACK");
    }
  }

  @Test
  void whoMayNotSeeItReadsNothing() {
    var id = say("x");
    ack(Person.register(), id).refused(404, 10003);
    var bot = Bot.in(guild);
    Rest.anonymous()
        .as("Bot " + bot.token())
        .post(messages + "/" + id + "/ack", Map.of())
        .refused(403, 20001);
    ack(member, id).expect(200);
    var hide = List.of(Map.of("id", Long.toString(guild.id()), "type", 0, "deny", "1024"));
    owner
        .rest()
        .patch("/channels/" + guild.general(), Map.of("permission_overwrites", hide))
        .expect(200);
    ack(member, id).refused(403, 50001);
    assertThat(state(member).isMissingNode()).isTrue();
  }

  @Test
  void roomsHaveTheSameCursor() {
    var dm = owner.directWith(member);
    var in = "/channels/" + dm + "/messages";
    var id =
        owner
            .rest()
            .post(in, Map.of("content", "<@" + member.id() + "> hi"))
            .expect(200)
            .path("id")
            .asText();
    assertThat(state(member, dm).path("mention_count").asInt()).isEqualTo(1);
    try (var other = GatewayClient.of(member.token())) {
      // A session that is not live yet hears nothing of the bus, and has read the state in READY.
      Await.until(
          "the other screen hears",
          () -> {
            member
                .rest()
                .post("/rooms/" + dm + "/read", Map.of("lastReadMessageId", id))
                .expect(200);
            return !other.events("MESSAGE_ACK").isEmpty();
          });
      assertThat(other.event("MESSAGE_ACK").path("message_id").asText()).isEqualTo(id);
    }
    assertThat(state(member, dm).path("mention_count").asInt()).isZero();
  }

  @Test
  void roomsAndTheBadgeCountWhatOthersWroteSinceTheCursor() {
    assertThat(badge(member)).isEqualTo("0 0 0 0");
    var dm = owner.directWith(member);
    var ids = new ArrayList<String>();
    for (var text : List.of("one", "two", "three")) {
      ids.add(write(owner, dm, text));
    }
    write(member, dm, "my own is never unread");
    say("<@" + member.id() + "> in the guild");
    assertThat(unread(member, dm)).isEqualTo(3);
    assertThat(unread(owner, dm)).isEqualTo(1);
    assertThat(badge(member)).isEqualTo("1 3 1 4");
    owner.rest().delete("/channels/" + dm + "/messages/" + ids.get(2)).expect(204);
    read(member, dm, ids.get(0));
    assertThat(unread(member, dm)).isEqualTo(1);
    read(member, dm, ids.get(1));
    assertThat(unread(member, dm)).isZero();
    assertThat(badge(member)).isEqualTo("0 0 1 1");
    owner.rest().delete("/guilds/" + guild.id() + "/members/" + member.id()).expect(204);
    assertThat(badge(member)).isEqualTo("0 0 0 0");
  }

  @Test
  void whoComesToARoomLaterHasNothingUnreadOfBefore() {
    var room = owner.rest().post("/rooms", Map.of("name", "open")).expect(201).path("id").asText();
    write(owner, room, "before");
    member.rest().post("/rooms/" + room + "/join", Map.of()).expect(200);
    assertThat(unread(member, room)).isZero();
    write(owner, room, "after");
    assertThat(unread(member, room)).isEqualTo(1);
  }

  @Test
  void botsHaveNoBadge() {
    Rest.anonymous().as("Bot " + Bot.in(guild).token()).get("/users/@me/badge").refused(403, 20001);
  }

  @Test
  void messagesOfAnnouncementChannelsArePublishedOnce() {
    var news = guild.channel(Map.of("name", "news", "type", 5));
    var in = "/channels/" + news + "/messages";
    var id = owner.rest().post(in, Map.of("content", "news")).expect(200).path("id").asText();
    member.rest().post(in + "/" + id + "/crosspost", Map.of()).refused(403, 50013);
    try (var screen = GatewayClient.of(member.token())) {
      var published = owner.rest().post(in + "/" + id + "/crosspost", Map.of()).expect(200);
      assertThat(published.path("flags").asInt()).isEqualTo(1);
      assertThat(screen.event("MESSAGE_UPDATE").path("flags").asInt()).isEqualTo(1);
    }
    owner.rest().post(in + "/" + id + "/crosspost", Map.of()).refused(400, 40033);
    owner.rest().post(in + "/5/crosspost", Map.of()).refused(404, 10008);
    owner.rest().post(messages + "/" + say("x") + "/crosspost", Map.of()).refused(403, 50024);
  }

  private static String write(Person author, String channel, String text) {
    return author
        .rest()
        .post("/channels/" + channel + "/messages", Map.of("content", text))
        .expect(200)
        .path("id")
        .asText();
  }

  private static void read(Person reader, String room, String id) {
    reader.rest().post("/rooms/" + room + "/read", Map.of("lastReadMessageId", id)).expect(200);
  }

  private static int unread(Person person, String room) {
    var line = person.rest().get("/rooms/" + room).expect(200);
    assertThat(line.path("unread").asBoolean()).isEqualTo(line.path("unread_count").asInt() > 0);
    return line.path("unread_count").asInt();
  }

  private static String badge(Person person) {
    var badge = person.rest().get("/users/@me/badge").expect(200);
    return Stream.of("unread_rooms", "unread_count", "mention_count", "total")
        .map(field -> badge.path(field).asText())
        .collect(Collectors.joining(" "));
  }

  private Rest.Answer ack(Person person, String id) {
    return person.rest().post(messages + "/" + id + "/ack", Map.of());
  }

  private String say(String text) {
    return owner.rest().post(messages, Map.of("content", text)).expect(200).path("id").asText();
  }

  private JsonNode state(Person person) {
    return state(person, Long.toString(guild.general()));
  }

  private static JsonNode state(Person person, String channel) {
    try (var client = GatewayClient.of(person.token())) {
      var entries = client.event("READY").path("read_state").path("entries");
      return StreamSupport.stream(entries.spliterator(), false)
          .filter(entry -> entry.path("id").asText().equals(channel))
          .findFirst()
          .orElse(MissingNode.getInstance());
    }
  }
}
