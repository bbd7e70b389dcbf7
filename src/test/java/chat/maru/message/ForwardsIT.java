package chat.maru.message;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Forwards: what was forwarded as it was, and nothing that its sender may not read.
class ForwardsIT {
  private final GuildOf guild = GuildOf.someone();
  private final Person owner = guild.owner();
  private final Person member = guild.member();
  private final String general = "/channels/" + guild.general() + "/messages";

  @Test
  void aForwardShowsTheMessageAsItWas() {
    var other = guild.channel(Map.of("name", "other"));
    var source = say(general, "original");
    try (var screen = GatewayClient.of(owner.token())) {
      var sent =
          member
              .rest()
              .post("/channels/" + other + "/messages", forward(guild.general(), source))
              .expect(200);
      assertThat(sent.path("type").asInt()).isZero();
      assertThat(sent.path("content").asText()).isEmpty();
      assertThat(sent.path("flags").asInt()).isEqualTo(1 << 14);
      assertThat(sent.path("message_reference").path("type").asInt()).isEqualTo(1);
      assertThat(sent.has("referenced_message")).isFalse();
      var snapshot = sent.path("message_snapshots").get(0).path("message");
      assertThat(snapshot.path("content").asText()).isEqualTo("original");
      assertThat(snapshot.has("author")).isFalse();
      assertThat(screen.event("MESSAGE_CREATE").path("message_snapshots")).hasSize(1);
      owner.rest().patch(general + "/" + source, Map.of("content", "changed")).expect(200);
      var read =
          owner
              .rest()
              .get("/channels/" + other + "/messages/" + sent.path("id").asText())
              .expect(200);
      assertThat(read.path("message_snapshots")).isEqualTo(sent.path("message_snapshots"));
    }
  }

  @Test
  void whatMayNotBeReadIsNotForwarded() {
    var hidden = guild.hidden();
    var secret = say("/channels/" + hidden + "/messages", "secret");
    member.rest().post(general, forward(hidden, secret)).refused(403, 50001);
    member.rest().post(general, forward(guild.general(), "5")).refused(404, 10008);
    Person.register().rest().post(general, forward(hidden, secret)).refused(404, 10003);
    assertThat(owner.rest().get(general).expect(200)).isEmpty();
  }

  private String say(String path, String text) {
    return owner.rest().post(path, Map.of("content", text)).expect(200).path("id").asText();
  }

  private static Map<String, Object> forward(long channel, String message) {
    var reference = new HashMap<String, Object>();
    reference.put("type", 1);
    reference.put("channel_id", Long.toString(channel));
    reference.put("message_id", message);
    return Map.of("message_reference", reference);
  }
}
