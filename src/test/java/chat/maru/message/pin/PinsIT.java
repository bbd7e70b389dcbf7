package chat.maru.message.pin;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Pins: who may, what is shown and told, the bound when many pin at once.
class PinsIT {
  private GuildOf guild;
  private Person owner;
  private Person member;
  private String channel;
  private String pins;

  @BeforeEach
  void guild() {
    guild = GuildOf.someone();
    owner = guild.owner();
    member = guild.member();
    channel = "/channels/" + guild.general();
    pins = channel + "/messages/pins";
  }

  @Test
  void aPinIsShownToldAndNoted() {
    var id = say(member, "keep this");
    try (var screen = GatewayClient.of(member.token())) {
      owner.rest().put(pins + "/" + id, Map.of()).expect(204);
      var update = screen.event("MESSAGE_UPDATE");
      assertThat(update.path("pinned").asBoolean()).isTrue();
      assertThat(update.path("content").asText()).isEqualTo("keep this");
      var told = screen.event("CHANNEL_PINS_UPDATE");
      assertThat(told.path("channel_id").asLong()).isEqualTo(guild.general());
      assertThat(told.path("guild_id").asLong()).isEqualTo(guild.id());
      assertThat(told.path("last_pin_timestamp").isTextual()).isTrue();
      var notice = screen.event("MESSAGE_CREATE");
      assertThat(notice.path("type").asInt()).isEqualTo(6);
      assertThat(notice.path("author").path("id").asLong()).isEqualTo(owner.id());
      assertThat(notice.path("message_reference").path("message_id").asText()).isEqualTo(id);
      assertThat(notice.path("seq").asInt()).isEqualTo(2);
      owner.rest().put(pins + "/" + id, Map.of()).expect(204); // again
      owner.rest().put(pins + "/" + notice.path("id").asText(), Map.of()).refused(403, 50021);
      owner
          .rest()
          .patch(channel + "/messages/" + notice.path("id").asText(), Map.of("content", "x"))
          .refused(403, 50021);
      var end = say(member, "end");
      screen.event("MESSAGE_CREATE", m -> m.path("id").asText().equals(end));
      assertThat(screen.events("CHANNEL_PINS_UPDATE")).hasSize(1);
    }
    var page = member.rest().get(pins).expect(200);
    assertThat(page.path("has_more").asBoolean()).isFalse();
    assertThat(page.path("items")).hasSize(1);
    var item = page.path("items").get(0);
    assertThat(item.path("message").path("id").asText()).isEqualTo(id);
    assertThat(item.path("message").path("pinned").asBoolean()).isTrue();
    assertThat(member.rest().get(channel).expect(200).path("last_pin_timestamp"))
        .isEqualTo(item.path("pinned_at"));
    assertThat(member.rest().get(channel + "/pins").expect(200)).hasSize(1);
    var entry = guild.audit(74).get(0);
    assertThat(entry.path("target_id").asLong()).isEqualTo(member.id());
    assertThat(entry.path("options").path("message_id").asText()).isEqualTo(id);
  }

  @Test
  void aPinIsTakenOff() {
    var id = say(member, "for a while");
    owner.rest().put(channel + "/pins/" + id, Map.of()).expect(204);
    try (var screen = GatewayClient.of(member.token())) {
      owner.rest().delete(pins + "/" + id).expect(204);
      owner.rest().delete(channel + "/pins/" + id).expect(204);
      assertThat(screen.event("MESSAGE_UPDATE").path("pinned").asBoolean()).isFalse();
      screen.event("CHANNEL_PINS_UPDATE");
    }
    assertThat(owner.rest().get(pins).expect(200).path("items")).isEmpty();
    assertThat(guild.audit(75)).hasSize(1);
  }

  @Test
  void whoMayNotIsRefused() {
    var id = say(member, "mine");
    member.rest().put(pins + "/" + id, Map.of()).refused(403, 50013);
    member.rest().delete(channel + "/pins/" + id).refused(403, 50013);
    Person.register().rest().get(pins).refused(404, 10003);
    owner.rest().put(pins + "/7", Map.of()).refused(404, 10008);
    owner.rest().get(pins + "?before=yesterday").refused(400, 50035);
    owner.rest().get(pins + "?limit=51").refused(400, 50035);
    owner.rest().put(pins + "/" + id, Map.of()).expect(204);
    owner.rest().delete(channel + "/messages/" + id).expect(204);
    assertThat(owner.rest().get(pins).expect(200).path("items")).isEmpty();
    owner.rest().put(pins + "/" + id, Map.of()).refused(404, 10008);
  }

  @Test
  void peopleOfAConversationPinThere() {
    var dm = member.directWith(owner);
    var in = "/channels/" + dm + "/messages";
    var id = member.rest().post(in, Map.of("content", "hi")).expect(200).path("id").asText();
    try (var screen = GatewayClient.of(member.token())) {
      owner.rest().put(in + "/pins/" + id, Map.of()).expect(204);
      assertThat(screen.event("CHANNEL_PINS_UPDATE").has("guild_id")).isFalse();
    }
    assertThat(member.rest().get(in + "/pins").expect(200).path("items")).hasSize(1);
  }

  @Test
  void pagesShowEachPinOnce() {
    var ids = IntStream.range(0, 5).mapToObj(i -> say(owner, "m" + i)).toList();
    ids.forEach(id -> owner.rest().put(pins + "/" + id, Map.of()).expect(204));
    var seen = new ArrayList<String>();
    var query = "?limit=2";
    JsonNode page;
    do {
      page = owner.rest().get(pins + query).expect(200);
      page.path("items").forEach(item -> seen.add(item.path("message").path("id").asText()));
      var last = page.path("items").get(page.path("items").size() - 1).path("pinned_at").asText();
      query = "?limit=2&before=" + URLEncoder.encode(last, StandardCharsets.UTF_8);
    } while (page.path("has_more").asBoolean());
    assertThat(seen).isEqualTo(ids.reversed());
  }

  @Test
  void fiftyIsTheBoundHoweverManyPinAtOnce() throws Exception {
    var ids = IntStream.range(0, 53).mapToObj(i -> say(owner, "m" + i)).toList();
    ids.subList(0, 47).forEach(id -> owner.rest().put(pins + "/" + id, Map.of()).expect(204));
    var answers = new ArrayList<Integer>();
    try (var threads = Executors.newFixedThreadPool(6)) {
      var calls =
          ids.subList(47, 53).stream()
              .<Callable<Integer>>map(
                  id -> () -> owner.rest().put(pins + "/" + id, Map.of()).status())
              .toList();
      for (var answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
    }
    assertThat(answers).containsOnly(204, 400);
    assertThat(answers.stream().filter(status -> status == 204)).hasSize(3);
    assertThat(owner.rest().get(channel + "/pins").expect(200)).hasSize(50);
    assertThat(owner.rest().get(pins).expect(200).path("has_more").asBoolean()).isFalse();
  }

  private String say(Person person, String text) {
    return person
        .rest()
        .post(channel + "/messages", Map.of("content", text))
        .expect(200)
        .path("id")
        .asText();
  }
}
