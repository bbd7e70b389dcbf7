package chat.maru.message.poll;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Drawing;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a poll may be made of.
class PollBodyIT {
  private final GuildOf guild = GuildOf.someone();
  private final Person owner = guild.owner();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|poll.question|BASE_TYPE_REQUIRED",
        "{}|poll.answers|BASE_TYPE_REQUIRED",
        "{'question':{}}|poll.question.text|BASE_TYPE_REQUIRED",
        "{'question':{'text':' '}}|poll.question.text|BASE_TYPE_REQUIRED",
        "{'question':{'text':5}}|poll.question.text|STRING_TYPE_CONVERT",
        "{'question':{'text':'LONG301'}}|poll.question.text|BASE_TYPE_BAD_LENGTH",
        "{'answers':[]}|poll.answers|BASE_TYPE_BAD_LENGTH",
        "{'answers':{}}|poll.answers|LIST_TYPE_CONVERT",
        "{'answers':[{}]}|poll.answers.0.poll_media|BASE_TYPE_REQUIRED",
        "{'answers':[{'poll_media':{}}]}|poll.answers.0.poll_media.text|BASE_TYPE_REQUIRED",
        "{'answers':[{'poll_media':{'text':'LONG56'}}]}|poll.answers.0.poll_media.text"
            + "|BASE_TYPE_BAD_LENGTH",
        "{'answers':[{'poll_media':{'text':'a','emoji':{'name':'no'}}}]}"
            + "|poll.answers.0.poll_media.emoji.name|BASE_TYPE_CHOICES",
        "{'answers':[{'poll_media':{'text':'a','emoji':{'id':'x'}}}]}"
            + "|poll.answers.0.poll_media.emoji.id|NUMBER_TYPE_COERCE",
        "{'duration':0}|poll.duration|NUMBER_TYPE_MIN",
        "{'duration':769}|poll.duration|NUMBER_TYPE_MAX",
        "{'duration':'long'}|poll.duration|NUMBER_TYPE_COERCE",
        "{'layout_type':2}|poll.layout_type|BASE_TYPE_CHOICES",
        "{'allow_multiselect':'yes'}|poll.allow_multiselect|BOOLEAN_TYPE_CONVERT"
      })
  void whatIsWrongIsNamed(String json, String field, String code) {
    var poll =
        json.replace('\'', '"')
            .replace("LONG301", "q".repeat(301))
            .replace("LONG56", "a".repeat(56));
    var refused = owner.rest().raw("POST", messages(), "{\"poll\":" + poll + "}");
    refused.refused(400, 50035);
    assertThat(refused.fault(field)).isEqualTo(code);
    assertThat(owner.rest().get(messages()).expect(200)).isEmpty();
  }

  @Test
  void theLargestIsTaken() {
    var answers =
        IntStream.range(0, 10)
            .mapToObj(n -> Map.of("poll_media", Map.of("text", n + "a".repeat(54))))
            .toList();
    var body = new HashMap<String, Object>();
    body.put("question", Map.of("text", "q".repeat(300)));
    body.put("answers", answers);
    body.put("duration", 768);
    body.put("layout_type", 1);
    body.put("unknown", List.of());
    assertThat(send(owner, body).expect(200).path("poll").path("answers")).hasSize(10);
    body.put("answers", List.of(answers, answers).stream().flatMap(List::stream).toList());
    assertThat(send(owner, body).fault("poll.answers")).isEqualTo("BASE_TYPE_BAD_LENGTH");
  }

  @Test
  void theNewerComponentsAreAlone() {
    var body =
        Map.of(
            "flags",
            1 << 15,
            "components",
            List.of(Map.of("type", 10, "content", "text")),
            "poll",
            PollOf.body("red"));
    assertThat(owner.rest().post(messages(), body).fault("poll"))
        .isEqualTo("MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2");
  }

  @Test
  void answersHaveEmojis() {
    var picture = Drawing.uri("png", Drawing.of("png", 2, 2, 0xff));
    var emoji =
        owner
            .rest()
            .post(guild.path() + "/emojis", Map.of("name", "parrot", "image", picture))
            .expect(201)
            .path("id")
            .asText();
    var answers = List.of(answer(Map.of("id", emoji)), answer(Map.of("name", "👍")));
    var body = new HashMap<String, Object>();
    body.put("question", Map.of("text", "Which?"));
    body.put("answers", answers);
    var shown = send(owner, body).expect(200).path("poll").path("answers");
    var first = shown.get(0).path("poll_media").path("emoji");
    assertThat(first.path("id").asText()).isEqualTo(emoji);
    assertThat(first.path("name").asText()).isEqualTo("parrot");
    assertThat(first.path("animated").asBoolean(true)).isFalse();
    var second = shown.get(1).path("poll_media").path("emoji");
    assertThat(second.path("id").isNull()).isTrue();
    assertThat(second.path("name").asText()).isEqualTo("👍");
    var stranger = GuildOf.someone();
    stranger
        .owner()
        .rest()
        .post("/channels/" + stranger.general() + "/messages", Map.of("poll", body))
        .refused(400, 520004);
  }

  private static Map<String, Object> answer(Map<String, Object> emoji) {
    return Map.of("poll_media", Map.of("text", "this", "emoji", emoji));
  }

  private Rest.Answer send(Person who, Map<String, Object> poll) {
    return who.rest().post(messages(), Map.of("poll", poll));
  }

  private String messages() {
    return "/channels/" + guild.general() + "/messages";
  }
}
