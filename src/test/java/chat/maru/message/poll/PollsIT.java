package chat.maru.message.poll;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.access.Permission;
import chat.maru.testkit.Bot;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Polls: how they are asked and shown, who votes, what others hear of it.
class PollsIT {
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
  void aPollIsToldAndShown() {
    try (var screen = GatewayClient.of(member.token())) {
      var before = Instant.now();
      var body = PollOf.body(" red ", "blue");
      body.put("duration", 2);
      var sent = owner.rest().post(messages, Map.of("content", "well?", "poll", body)).expect(200);
      var poll = sent.path("poll");
      assertThat(sent.path("type").asInt()).isZero();
      assertThat(sent.path("content").asText()).isEqualTo("well?");
      assertThat(poll.path("question").path("text").asText()).isEqualTo("Which?");
      assertThat(poll.path("answers")).hasSize(2);
      assertThat(poll.path("answers").get(0).path("answer_id").asInt()).isEqualTo(1);
      assertThat(poll.path("answers").get(0).path("poll_media").path("text").asText())
          .isEqualTo("red");
      assertThat(poll.path("allow_multiselect").asBoolean(true)).isFalse();
      assertThat(poll.path("layout_type").asInt()).isEqualTo(1);
      assertThat(poll.path("results").path("is_finalized").asBoolean(true)).isFalse();
      assertThat(poll.path("results").path("answer_counts")).isEmpty();
      var end = OffsetDateTime.parse(poll.path("expiry").asText()).toInstant();
      assertThat(Duration.between(before, end)).isCloseTo(Duration.ofHours(2), minute());
      assertThat(screen.event("MESSAGE_CREATE").path("poll")).isEqualTo(poll);
      var path = messages + "/" + sent.path("id").asText();
      assertThat(member.rest().get(path).expect(200).path("poll")).isEqualTo(poll);
      assertThat(member.rest().get(messages).expect(200).get(0).path("poll")).isEqualTo(poll);
      owner.rest().put(messages + "/pins/" + sent.path("id").asText(), Map.of()).expect(204);
      var pins = member.rest().get(messages + "/pins").expect(200).path("items");
      assertThat(pins.get(0).path("message").path("poll")).isEqualTo(poll);
    }
  }

  private static Duration minute() {
    return Duration.ofMinutes(1);
  }

  @Test
  void aVoteIsCountedToldAndReplaced() {
    var poll = PollOf.asked(owner, guild.general(), "red", "blue", "green");
    try (var screen = GatewayClient.of(owner.token())) {
      poll.vote(member, 2).expect(204);
      poll.vote(member, 2).expect(204);
      var told = screen.event("MESSAGE_POLL_VOTE_ADD");
      assertThat(told.path("user_id").asLong()).isEqualTo(member.id());
      assertThat(told.path("channel_id").asText()).isEqualTo(poll.channel());
      assertThat(told.path("message_id").asText()).isEqualTo(poll.id());
      assertThat(told.path("guild_id").asLong()).isEqualTo(guild.id());
      assertThat(told.path("answer_id").asInt()).isEqualTo(2);
      assertThat(poll.votes(member)).isEqualTo("2:1*");
      assertThat(poll.votes(owner)).isEqualTo("2:1");
      poll.vote(owner, 2).expect(204);
      poll.vote(member, 3).expect(204);
      assertThat(poll.votes(member)).isEqualTo("2:1 3:1*");
      var gone = screen.event("MESSAGE_POLL_VOTE_REMOVE");
      assertThat(gone.path("user_id").asLong()).isEqualTo(member.id());
      assertThat(gone.path("answer_id").asInt()).isEqualTo(2);
      poll.vote(member).expect(204);
      assertThat(poll.votes(member)).isEqualTo("2:1");
      poll.vote(member).expect(204);
      screen.event("MESSAGE_POLL_VOTE_REMOVE", it -> it.path("answer_id").asInt() == 3);
      assertThat(screen.events("MESSAGE_POLL_VOTE_ADD")).hasSize(3);
      assertThat(screen.events("MESSAGE_POLL_VOTE_REMOVE")).hasSize(2);
    }
  }

  @Test
  void severalAnswersGoTogetherWhereTheAskerWantsThat() {
    var one = PollOf.asked(owner, guild.general(), "red", "blue");
    assertThat(one.vote(member, 1, 2).fault("answer_ids")).isEqualTo("BASE_TYPE_MAX_LENGTH");
    one.vote(member, 1, 1).expect(204);
    assertThat(one.votes(member)).isEqualTo("1:1*");
    var many =
        PollOf.asked(owner.rest(), one.channel(), PollOf.several("red", "blue", "green", "black"));
    many.vote(member, 1, 3).expect(204);
    many.vote(owner, 4, 3).expect(204);
    assertThat(many.votes(member)).isEqualTo("1:1* 3:2* 4:1");
    many.vote(member, 3, 2).expect(204);
    assertThat(many.votes(member)).isEqualTo("2:1* 3:2* 4:1");
    assertThat(many.voters(owner, 3)).containsExactlyInAnyOrder(member.id(), owner.id());
    var text = "{\"answer_ids\":[\"1\",\"2\"]}";
    member.rest().raw("PUT", many.path() + "/answers/@me", text).expect(204);
    assertThat(many.votes(member)).isEqualTo("1:1* 2:1* 3:1 4:1");
  }

  @Test
  void whoVotedIsListedInPages() {
    var poll = PollOf.asked(owner, guild.general(), "red", "blue");
    var people = IntStream.range(0, 4).mapToObj(_ -> guild.member()).toList();
    people.forEach(person -> poll.vote(person, 1).expect(204));
    var ids = people.stream().map(Person::id).sorted().toList();
    assertThat(poll.voters(member, 1)).isEqualTo(ids);
    assertThat(poll.voters(member, 2)).isEmpty();
    var path = poll.path() + "/answers/1";
    var page = member.rest().get(path + "?limit=2&after=" + ids.get(0)).expect(200).path("users");
    assertThat(page.valueStream().map(it -> it.path("id").asLong())).isEqualTo(ids.subList(1, 3));
    member.rest().get(path + "?limit=101").refused(400, 50035);
    member.rest().get(path + "?after=x").refused(400, 50035);
    member.rest().get(poll.path() + "/answers/3").refused(400, 50035);
    member.rest().get(poll.path() + "/answers/11").refused(400, 50035);
    member.rest().get(poll.path() + "/answers/x").refused(400, 50035);
    member.rest().get("/channels/" + guild.general() + "/polls/5/answers/1").refused(404, 10008);
  }

  @Test
  void whoMayNotVoteDoesNot() {
    var poll = PollOf.asked(owner, guild.general(), "red", "blue");
    var path = poll.path() + "/answers/@me";
    Rest.anonymous()
        .as("Bot " + Bot.in(guild).token())
        .put(path, Map.of("answer_ids", List.of(1)))
        .refused(403, 20001);
    poll.vote(Person.register(), 1).refused(404, 10003);
    assertThat(poll.vote(member, 3).fault("answer_ids.0")).isEqualTo("NUMBER_TYPE_MAX");
    assertThat(poll.vote(member, 0).fault("answer_ids.0")).isEqualTo("NUMBER_TYPE_MIN");
    assertThat(
            poll.vote(member, new Integer[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}).fault("answer_ids"))
        .isEqualTo("BASE_TYPE_MAX_LENGTH");
    assertThat(member.rest().put(path, Map.of()).fault("answer_ids"))
        .isEqualTo("BASE_TYPE_REQUIRED");
    var plain = owner.rest().post(messages, Map.of("content", "x")).expect(200).path("id").asText();
    new PollOf(owner.rest(), poll.channel(), plain).vote(member, 1).refused(404, 10008);
    var until = Instant.now().plus(Duration.ofHours(1)).toString();
    var silenced = guild.member();
    owner
        .rest()
        .patch(
            guild.path() + "/members/" + silenced.id(),
            Map.of("communication_disabled_until", until))
        .expect(200);
    poll.vote(silenced, 1).refused(403, 520000);
    guild.denyEveryone(Permission.READ_MESSAGE_HISTORY.bit());
    poll.vote(member, 1).refused(403, 50013);
    member.rest().get(poll.path() + "/answers/1").refused(403, 50013);
    assertThat(poll.votes(owner)).isEmpty();
  }

  @Test
  void aPollIsNotAskedWithoutThePermission() {
    guild.denyEveryone(Permission.SEND_POLLS.bit());
    var body = PollOf.body("red");
    member.rest().post(messages, Map.of("poll", body)).refused(403, 50013);
    member.rest().post(messages, Map.of("content", "x")).expect(200);
    owner.rest().post(messages, Map.of("poll", body)).expect(200);
  }

  @Test
  void aPollStaysAsItWasAsked() {
    var poll = PollOf.asked(member, guild.general(), "red");
    member.rest().patch(poll.message(), Map.of("content", "x")).refused(400, 520003);
    member.rest().patch(poll.message(), Map.of("flags", 4)).refused(400, 520003);
    owner.rest().patch(poll.message(), Map.of("content", "x")).refused(403, 50005);
    var reference = Map.of("type", 1, "channel_id", poll.channel(), "message_id", poll.id());
    member.rest().post(messages, Map.of("message_reference", reference)).refused(400, 50068);
    var news = guild.channel(Map.of("name", "news", "type", 5));
    var there = PollOf.asked(owner, news, "red");
    owner.rest().post(there.message() + "/crosspost", Map.of()).refused(400, 50068);
  }

  @Test
  void anAnswerToAPollShowsIt() {
    var poll = PollOf.asked(owner, guild.general(), "red", "blue");
    poll.vote(member, 1).expect(204);
    var reply = Map.of("content", "hm", "message_reference", Map.of("message_id", poll.id()));
    var sent = member.rest().post(messages, reply).expect(200);
    assertThat(PollOf.votes(sent.path("referenced_message").path("poll"))).isEqualTo("1:1");
    var read = member.rest().get(messages + "/" + sent.path("id").asText()).expect(200);
    assertThat(PollOf.votes(read.path("referenced_message").path("poll"))).isEqualTo("1:1*");
  }

  @Test
  void theSamePollTwiceIsTwoUnlessItsKeyIsTheSame() {
    var body = Map.of("poll", PollOf.body("red"), "clientMsgId", "once");
    var first = owner.rest().post(messages, body).expect(200).path("id").asText();
    var again = owner.rest().post(messages, body).expect(200);
    assertThat(again.path("id").asText()).isEqualTo(first);
    assertThat(again.path("poll").path("answers")).hasSize(1);
    owner
        .rest()
        .post(messages, Map.of("poll", PollOf.body("blue"), "clientMsgId", "once"))
        .refused(409, 900010);
  }

  @Test
  void aDeletedMessageTakesItsVotesWithIt() {
    var poll = PollOf.asked(owner, guild.general(), "red");
    poll.vote(member, 1).expect(204);
    owner.rest().delete(poll.message()).expect(204);
    poll.vote(member, 1).refused(404, 10008);
    member.rest().get(poll.path() + "/answers/1").refused(404, 10008);
    owner.rest().post(poll.path() + "/expire", Map.of()).refused(404, 10008);
  }

  @Test
  void aBotWithoutTheIntentSeesNoPoll() {
    var bot = Bot.in(guild);
    owner.rest().patch("/applications/" + bot.id(), Map.of("flags", 0)).expect(200);
    var poll = PollOf.asked(owner, guild.general(), "red");
    var rest = Rest.anonymous().as("Bot " + bot.token());
    assertThat(rest.get(poll.message()).expect(200).has("poll")).isFalse();
    try (var ear = GatewayClient.of(bot.token(), 1 << 9 | 1 << 24)) {
      var mine = PollOf.asked(rest, poll.channel(), PollOf.body("red"));
      assertThat(ear.event("MESSAGE_CREATE").has("poll")).isTrue();
      assertThat(rest.get(mine.message()).expect(200).has("poll")).isTrue();
      var other = PollOf.asked(owner, guild.general(), "blue");
      assertThat(
              ear.event("MESSAGE_CREATE", it -> it.path("id").asText().equals(other.id()))
                  .has("poll"))
          .isFalse();
      other.vote(member, 1).expect(204);
      assertThat(ear.event("MESSAGE_POLL_VOTE_ADD").path("answer_id").asInt()).isEqualTo(1);
    }
  }

  @Test
  void votesAreHeardWithTheirIntentAlone() {
    var bot = Bot.in(guild);
    var poll = PollOf.asked(owner, guild.general(), "red");
    try (var ear = GatewayClient.of(bot.token(), 1 << 9 | 1 << 15 | 1 << 25)) {
      poll.vote(member, 1).expect(204);
      owner.rest().post(messages, Map.of("content", "end")).expect(200);
      ear.event("MESSAGE_CREATE", it -> it.path("content").asText().equals("end"));
      assertThat(ear.events("MESSAGE_POLL_VOTE_ADD")).isEmpty();
    }
  }

  @Test
  void inAThreadItIsVotedUntilThatIsArchived() {
    var body = Map.of("name", "thread", "type", 11);
    var thread =
        owner
            .rest()
            .post("/channels/" + guild.general() + "/threads", body)
            .expect(201)
            .path("id")
            .asText();
    var poll = PollOf.asked(owner.rest(), thread, PollOf.body("red"));
    poll.vote(member, 1).expect(204);
    assertThat(poll.votes(member)).isEqualTo("1:1*");
    owner.rest().patch("/channels/" + thread, Map.of("archived", true)).expect(200);
    poll.vote(member).refused(400, 50083);
    owner.rest().post(poll.path() + "/expire", Map.of()).refused(400, 50083);
  }

  @Test
  void aPostBeginsWithAPoll() {
    var forum = guild.channel(Map.of("name", "forum", "type", 15));
    var body = Map.of("name", "post", "message", Map.of("poll", PollOf.body("red", "blue")));
    var post =
        member.rest().post("/channels/" + forum + "/threads", body).expect(201).path("id").asText();
    var poll = new PollOf(member.rest(), post, post);
    poll.vote(owner, 2).expect(204);
    assertThat(poll.votes(member)).isEqualTo("2:1");
    member.rest().post(poll.path() + "/expire", Map.of()).expect(200);
  }

  @Test
  void twoInAConversationVoteToo() {
    var dm = member.directWith(owner);
    var poll = PollOf.asked(member.rest(), dm, PollOf.body("red", "blue"));
    try (var screen = GatewayClient.of(member.token())) {
      poll.vote(owner, 2).expect(204);
      assertThat(screen.event("MESSAGE_POLL_VOTE_ADD").has("guild_id")).isFalse();
    }
    assertThat(poll.votes(owner)).isEqualTo("2:1*");
    poll.vote(guild.member(), 1).refused(404, 10003);
  }
}
