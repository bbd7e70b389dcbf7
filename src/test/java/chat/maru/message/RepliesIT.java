package chat.maru.message;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.access.Permission;
import chat.maru.testkit.GuildOf;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Answers to messages.
class RepliesIT {
  private final GuildOf guild = GuildOf.someone();
  private final String messages = "/channels/" + guild.general() + "/messages";

  @Test
  void anAnswerHoldsWhatItAnswers() {
    var asked = say(Map.of("content", "tea?"));
    var answer = say(Map.of("content", "yes", "message_reference", Map.of("message_id", asked)));
    var seen = guild.owner().rest().get(messages + "/" + answer).expect(200);
    assertThat(seen.path("type").asInt()).isEqualTo(19);
    assertThat(seen.path("message_reference").path("message_id").asText()).isEqualTo(asked);
    assertThat(seen.path("referenced_message").path("content").asText()).isEqualTo("tea?");
  }

  @Test
  void whoMayNotReadHistoryAnswersNothing() {
    var member = guild.member();
    var asked = say(Map.of("content", "tea?"));
    var history = Long.toString(Permission.READ_MESSAGE_HISTORY.bit());
    guild
        .owner()
        .rest()
        .put(
            "/channels/" + guild.general() + "/permissions/" + guild.id(),
            Map.of("type", 0, "deny", history))
        .expect(204);
    var answer = Map.of("content", "yes", "message_reference", Map.of("message_id", asked));
    member.rest().post(messages, answer).refused(403, 160002);
    member.rest().post(messages, Map.of("content", "yes")).expect(200);
  }

  @Test
  void messagesOfOtherChannelsAreAnsweredThere() {
    var other = guild.channel(Map.of("name", "other"));
    var asked = say(Map.of("content", "tea?"));
    guild
        .owner()
        .rest()
        .post(
            "/channels/" + other + "/messages",
            Map.of(
                "content",
                "yes",
                "message_reference",
                Map.of("message_id", asked, "channel_id", Long.toString(guild.general()))))
        .refused(400, 50035);
  }

  private String say(Map<String, Object> body) {
    return guild.owner().rest().post(messages, body).expect(200).path("id").asText();
  }
}
