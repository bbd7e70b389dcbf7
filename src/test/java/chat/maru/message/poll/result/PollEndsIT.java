package chat.maru.message.poll.result;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.message.poll.PollOf;
import chat.maru.testkit.Await;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How polls end: by their time or by their author, once, and what tells of it.
class PollEndsIT {
  private final GuildOf guild = GuildOf.someone();
  private final Person owner = guild.owner();
  private final Person member = guild.member();
  private final String messages = "/channels/" + guild.general() + "/messages";

  @Test
  void aPollEndsByItsTime() {
    var poll = PollOf.asked(member, guild.general(), "red", "blue");
    poll.vote(owner, 2).expect(204);
    try (var screen = GatewayClient.of(owner.token())) {
      poll.runOut();
      poll.vote(member, 1).refused(400, 520001);
      var told = screen.event("MESSAGE_UPDATE", it -> it.path("id").asText().equals(poll.id()));
      assertThat(told.path("poll").path("results").path("is_finalized").asBoolean()).isTrue();
      assertThat(PollOf.votes(told.path("poll"))).isEqualTo("2:1");
      assertThat(told.path("edited_timestamp").isNull()).isTrue();
      var result = screen.event("MESSAGE_CREATE");
      assertResult(result, poll);
      assertThat(fields(result))
          .isEqualTo(
              Map.of(
                  "poll_question_text",
                  "Which?",
                  "victor_answer_votes",
                  "1",
                  "total_votes",
                  "1",
                  "victor_answer_id",
                  "2",
                  "victor_answer_text",
                  "blue"));
    }
    assertThat(poll.votes(owner)).isEqualTo("2:1*");
    assertThat(poll.seenBy(owner).path("results").path("is_finalized").asBoolean()).isTrue();
    assertThat(poll.voters(member, 2)).containsExactly(owner.id());
    poll.vote(member, 1).refused(400, 520001);
    poll.vote(owner).refused(400, 520001);
    assertThat(results()).hasSize(1);
  }

  @Test
  void itsAuthorEndsItAtOnce() {
    var poll = PollOf.asked(member, guild.general(), "red", "blue");
    poll.vote(member, 1).expect(204);
    owner.rest().post(poll.path() + "/expire", Map.of()).refused(403, 50005);
    try (var screen = GatewayClient.of(owner.token())) {
      var ended = member.rest().post(poll.path() + "/expire", Map.of()).expect(200);
      assertThat(ended.path("id").asText()).isEqualTo(poll.id());
      var shown = ended.path("poll");
      assertThat(shown.path("results").path("is_finalized").asBoolean()).isTrue();
      assertThat(PollOf.votes(shown)).isEqualTo("1:1*");
      assertThat(OffsetDateTime.parse(shown.path("expiry").asText()).toInstant())
          .isBefore(Instant.now().plusSeconds(60));
      var told = screen.event("MESSAGE_UPDATE").path("poll");
      assertThat(told.path("expiry")).isEqualTo(shown.path("expiry"));
      assertResult(screen.event("MESSAGE_CREATE"), poll);
    }
    member.rest().post(poll.path() + "/expire", Map.of()).refused(400, 520001);
    poll.vote(owner, 1).refused(400, 520001);
    assertThat(results()).hasSize(1);
  }

  @Test
  void onlyPollsEnd() {
    var plain = owner.rest().post(messages, Map.of("content", "x")).expect(200).path("id").asText();
    var in = "/channels/" + guild.general() + "/polls/";
    owner.rest().post(in + plain + "/expire", Map.of()).refused(400, 520006);
    owner.rest().post(in + "5/expire", Map.of()).refused(404, 10008);
    var poll = PollOf.asked(owner, guild.general(), "red");
    Person.register().rest().post(poll.path() + "/expire", Map.of()).refused(404, 10003);
  }

  @Test
  void whereNobodyOrSeveralAreFirstNoneWins() {
    var silent = PollOf.asked(owner, guild.general(), "red", "blue");
    owner.rest().post(silent.path() + "/expire", Map.of()).expect(200);
    assertThat(fields(results().getFirst()))
        .isEqualTo(
            Map.of("poll_question_text", "Which?", "victor_answer_votes", "0", "total_votes", "0"));
    var tied = PollOf.asked(owner.rest(), silent.channel(), PollOf.several("a", "b", "c"));
    tied.vote(owner, 1, 2).expect(204);
    tied.vote(member, 1, 2, 3).expect(204);
    owner.rest().post(tied.path() + "/expire", Map.of()).expect(200);
    assertThat(fields(results().getFirst()))
        .isEqualTo(
            Map.of("poll_question_text", "Which?", "victor_answer_votes", "2", "total_votes", "5"));
  }

  @Test
  void theVictorsEmojiIsNamed() {
    var answer = Map.of("text", "yes", "emoji", Map.of("name", "👍"));
    var body =
        Map.<String, Object>of(
            "question", Map.of("text", "Well?"), "answers", List.of(Map.of("poll_media", answer)));
    var poll = PollOf.asked(owner.rest(), Long.toString(guild.general()), body);
    poll.vote(owner, 1).expect(204);
    owner.rest().post(poll.path() + "/expire", Map.of()).expect(200);
    assertThat(fields(results().getFirst()))
        .containsEntry("victor_answer_emoji_name", "👍")
        .containsEntry("victor_answer_emoji_animated", "false")
        .doesNotContainKey("victor_answer_emoji_id");
  }

  @Test
  void theResultIsTheSystems() {
    var poll = PollOf.asked(owner, guild.general(), "red");
    owner.rest().post(poll.path() + "/expire", Map.of()).expect(200);
    var path = messages + "/" + results().getFirst().path("id").asText();
    owner.rest().patch(path, Map.of("content", "x")).refused(403, 50021);
    owner.rest().delete(path).expect(204);
  }

  @Test
  void endedAtOnceByManyItEndsOnce() throws Exception {
    var poll = PollOf.asked(owner, guild.general(), "red", "blue");
    poll.runOut();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          IntStream.range(0, 8)
              .mapToObj(
                  _ ->
                      threads.submit(
                          () -> owner.rest().post(poll.path() + "/expire", Map.of()).status()))
              .toList();
      var answers = new ArrayList<Integer>();
      for (var call : calls) {
        answers.add(call.get());
      }
      assertThat(answers).containsOnly(200, 400);
      assertThat(answers.stream().filter(it -> it == 200).count()).isLessThanOrEqualTo(1);
    }
    Await.until("ended", () -> !results().isEmpty());
    var end = owner.rest().post(messages, Map.of("content", "end")).expect(200);
    assertThat(end.path("seq").asInt()).isEqualTo(3);
    assertThat(results()).hasSize(1);
  }

  @Test
  void aPollOfADeletedChannelIsForgotten() {
    var channel = guild.channel(Map.of("name", "doomed"));
    var poll = PollOf.asked(owner, channel, "red");
    owner.rest().delete("/channels/" + channel).expect(200);
    poll.runOut();
    var other = PollOf.asked(owner, guild.general(), "red");
    other.runOut();
    Await.until("the other has ended", () -> results().size() == 1);
    Await.until("forgotten", () -> !poll.isKept());
  }

  @Test
  void aWebhooksPollEndsInItsName() {
    var path = "/channels/" + guild.general() + "/webhooks";
    var hook = owner.rest().post(path, Map.of("name", "Asker")).expect(200);
    var address =
        "/webhooks/%s/%s?wait=true"
            .formatted(hook.path("id").asText(), hook.path("token").asText());
    var door = Rest.anonymous();
    var sent = door.post(address, Map.of("poll", PollOf.body("red", "blue"))).expect(200);
    var poll = new PollOf(door, Long.toString(guild.general()), sent.path("id").asText());
    poll.vote(member, 1).expect(204);
    try (var screen = GatewayClient.of(owner.token())) {
      poll.runOut();
      var result = screen.event("MESSAGE_CREATE");
      assertThat(result.path("type").asInt()).isEqualTo(46);
      assertThat(result.path("author").path("username").asText()).isEqualTo("Asker");
      assertThat(result.path("webhook_id")).isEqualTo(hook.path("id"));
      assertThat(fields(result)).containsEntry("victor_answer_text", "red");
    }
  }

  @Test
  void aConversationsPollEndsToo() {
    var dm = member.directWith(owner);
    var poll = PollOf.asked(member.rest(), dm, PollOf.body("red", "blue"));
    poll.vote(owner, 2).expect(204);
    try (var screen = GatewayClient.of(owner.token())) {
      poll.runOut();
      var result = screen.event("MESSAGE_CREATE");
      assertResult(result, poll);
      assertThat(result.has("guild_id")).isFalse();
    }
  }

  private void assertResult(JsonNode message, PollOf poll) {
    assertThat(message.path("type").asInt()).isEqualTo(46);
    assertThat(message.path("content").asText()).isEmpty();
    assertThat(message.path("author").path("id").asLong()).isEqualTo(member.id());
    assertThat(message.path("mentions").get(0).path("id").asLong()).isEqualTo(member.id());
    var reference = message.path("message_reference");
    assertThat(reference.path("message_id").asText()).isEqualTo(poll.id());
    assertThat(reference.path("channel_id").asText()).isEqualTo(poll.channel());
    assertThat(message.path("embeds").get(0).path("type").asText()).isEqualTo("poll_result");
    assertThat(message.has("poll")).isFalse();
  }

  private static Map<String, String> fields(JsonNode result) {
    return result
        .path("embeds")
        .get(0)
        .path("fields")
        .valueStream()
        .collect(Collectors.toMap(it -> it.path("name").asText(), it -> it.path("value").asText()));
  }

  /// The results that the channel shows, the latest first.
  private List<JsonNode> results() {
    return owner
        .rest()
        .get(messages)
        .expect(200)
        .valueStream()
        .filter(it -> it.path("type").asInt() == 46)
        .toList();
  }

  @Test
  void theResultIsToldInAThreadThatIsOverAndStaysSo() {
    var general = "/channels/" + guild.general();
    var begun = owner.rest().post(general + "/threads", Map.of("name", "t", "type", 11));
    var thread = begun.expect(201).path("id").asText();
    var path = "/channels/" + thread;
    var poll = PollOf.asked(member.rest(), thread, PollOf.body("red", "blue"));
    owner.rest().patch(path, Map.of("archived", true, "locked", true)).expect(200);
    poll.runOut();
    Await.until(
        "the poll is over",
        () -> poll.seenBy(member).path("results").path("is_finalized").asBoolean());
    assertThat(member.rest().get(path + "/messages").expect(200).valueStream())
        .anyMatch(it -> it.path("type").asInt() == 46);
    var over = member.rest().get(path).expect(200).path("thread_metadata");
    assertThat(over.path("archived").asBoolean()).isTrue();
    member.rest().post(path + "/messages", Map.of("content", "x")).refused(400, 160005);
  }
}
