package chat.maru.message.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Bot;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Reactions: who may, what is counted, what others hear, in which order.
class ReactionsIT {
  private static final String PIXEL =
      "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGA"
          + "WjR9awAAAABJRU5ErkJggg==";
  private static final String THUMB = code("👍");

  private GuildOf guild;
  private Person owner;
  private Person member;
  private String messages;
  private String message;
  private String reactions;

  @BeforeEach
  void guild() {
    guild = GuildOf.someone();
    owner = guild.owner();
    member = guild.member();
    messages = "/channels/" + guild.general() + "/messages";
    message = say("react!");
    reactions = messages + "/" + message + "/reactions";
  }

  @Test
  void aReactionIsCountedShownAndTold() {
    try (var screen = GatewayClient.of(owner.token())) {
      member.rest().put(reactions + "/" + THUMB + "/@me", Map.of()).expect(204);
      member.rest().put(reactions + "/" + THUMB + "/@me", Map.of()).expect(204);
      owner.rest().put(reactions + "/" + THUMB + "/@me", Map.of()).expect(204);
      owner.rest().put(reactions + "/" + code("❤️") + "/@me", Map.of()).expect(204);
      var told = screen.event("MESSAGE_REACTION_ADD");
      assertThat(told.path("user_id").asLong()).isEqualTo(member.id());
      assertThat(told.path("message_id").asText()).isEqualTo(message);
      assertThat(told.path("guild_id").asLong()).isEqualTo(guild.id());
      assertThat(told.path("message_author_id").asLong()).isEqualTo(owner.id());
      assertThat(told.path("emoji").path("name").asText()).isEqualTo("👍");
      assertThat(told.path("emoji").path("id").isNull()).isTrue();
      assertThat(told.path("member").path("user").path("id").asLong()).isEqualTo(member.id());
      assertThat(told.path("type").asInt()).isZero();
      screen.event("MESSAGE_REACTION_ADD", e -> e.path("emoji").path("name").asText().equals("❤️"));
      assertThat(screen.events("MESSAGE_REACTION_ADD")).hasSize(3);
    }
    var shown = read(member).path("reactions");
    assertThat(shown).hasSize(2);
    assertThat(shown.get(0).path("emoji").path("name").asText()).isEqualTo("👍");
    assertThat(shown.get(0).path("count").asInt()).isEqualTo(2);
    assertThat(shown.get(0).path("count_details").path("normal").asInt()).isEqualTo(2);
    assertThat(shown.get(0).path("count_details").path("burst").asInt()).isZero();
    assertThat(shown.get(0).path("me").asBoolean()).isTrue();
    assertThat(shown.get(0).path("me_burst").asBoolean()).isFalse();
    assertThat(shown.get(0).path("burst_colors").isArray()).isTrue();
    assertThat(shown.get(1).path("me").asBoolean()).isFalse();
    assertThat(owner.rest().get(messages).expect(200).get(0).path("reactions")).hasSize(2);
    var other = owner.rest().get(messages + "/" + say("plain")).expect(200);
    assertThat(other.has("reactions")).isFalse();
  }

  @Test
  void oneOfTheSameEmojiWithAndWithoutItsPresentation() {
    owner.rest().put(reactions + "/" + code("❤️") + "/@me", Map.of()).expect(204);
    member.rest().put(reactions + "/" + code("❤") + "/@me", Map.of()).expect(204);
    assertThat(read(owner).path("reactions")).hasSize(1);
    assertThat(read(owner).path("reactions").get(0).path("count").asInt()).isEqualTo(2);
  }

  @Test
  void aReactionIsTakenBack() {
    react(owner, "👍");
    react(member, "👍");
    try (var screen = GatewayClient.of(owner.token())) {
      member.rest().delete(reactions + "/" + THUMB + "/@me").expect(204);
      member.rest().delete(reactions + "/" + THUMB + "/@me").expect(204);
      var told = screen.event("MESSAGE_REACTION_REMOVE");
      assertThat(told.path("user_id").asLong()).isEqualTo(member.id());
      assertThat(told.path("emoji").path("name").asText()).isEqualTo("👍");
      member.rest().delete(reactions + "/" + THUMB + "/" + owner.id()).refused(403, 50013);
      owner.rest().delete(reactions + "/" + THUMB + "/" + owner.id()).expect(204);
      screen.event("MESSAGE_REACTION_REMOVE", e -> e.path("user_id").asLong() == owner.id());
      assertThat(screen.events("MESSAGE_REACTION_REMOVE")).hasSize(2);
    }
    assertThat(read(owner).has("reactions")).isFalse();
  }

  @Test
  void moderatorsClearThem() {
    react(owner, "👍");
    react(member, "👍");
    react(member, "🎉");
    member.rest().delete(reactions).refused(403, 50013);
    member.rest().delete(reactions + "/" + THUMB).refused(403, 50013);
    var bot = Rest.anonymous().as("Bot " + Bot.in(guild).token());
    try (var screen = GatewayClient.of(member.token())) {
      bot.delete(reactions + "/" + THUMB).expect(204);
      assertThat(screen.event("MESSAGE_REACTION_REMOVE_EMOJI").path("emoji").path("name").asText())
          .isEqualTo("👍");
      assertThat(read(owner).path("reactions")).hasSize(1);
      owner.rest().delete(reactions).expect(204);
      assertThat(screen.event("MESSAGE_REACTION_REMOVE_ALL").path("message_id").asText())
          .isEqualTo(message);
    }
    assertThat(read(owner).has("reactions")).isFalse();
    assertThat(owner.rest().get(reactions + "/" + THUMB).expect(200)).isEmpty();
  }

  @Test
  void whoReactedIsListedInPages() {
    var people = IntStream.range(0, 4).mapToObj(_ -> guild.member()).toList();
    people.forEach(person -> react(person, "👍"));
    var ids = people.stream().map(Person::id).sorted().toList();
    var path = reactions + "/" + THUMB;
    assertThat(ids(member.rest().get(path).expect(200))).isEqualTo(ids);
    assertThat(ids(member.rest().get(path + "?limit=2").expect(200))).isEqualTo(ids.subList(0, 2));
    assertThat(ids(member.rest().get(path + "?limit=2&after=" + ids.get(1)).expect(200)))
        .isEqualTo(ids.subList(2, 4));
    assertThat(member.rest().get(path + "?type=1").expect(200)).isEmpty();
    member.rest().get(path + "?limit=101").refused(400, 50035);
    member.rest().get(path + "?after=x").refused(400, 50035);
    member.rest().get(messages + "/5/reactions/" + THUMB).refused(404, 10008);
    member.rest().get(reactions + "/nothing").refused(400, 10014);
  }

  @Test
  void whatMayNotBeIsRefused() {
    member.rest().put(messages + "/5/reactions/" + THUMB + "/@me", Map.of()).refused(404, 10008);
    member.rest().put(reactions + "/thumbsup/@me", Map.of()).refused(400, 10014);
    member.rest().put(reactions + "/none:5/@me", Map.of()).refused(400, 10014);
    Person.register().rest().put(reactions + "/" + THUMB + "/@me", Map.of()).refused(404, 10003);
    react(owner, "👍");
    guild.denyEveryone(64);
    member.rest().put(reactions + "/" + code("🎉") + "/@me", Map.of()).refused(403, 50013);
    react(member, "👍"); // joins in
    guild.denyEveryone(65536);
    member.rest().put(reactions + "/" + THUMB + "/@me", Map.of()).refused(403, 50013);
    member.rest().get(reactions + "/" + THUMB).refused(403, 50013);
  }

  @Test
  void anEmojiOfAGuildIsUsedThereAndElsewhereByItsMembers() {
    var id =
        owner
            .rest()
            .post(guild.path() + "/emojis", Map.of("name", "parrot", "image", PIXEL))
            .expect(201)
            .path("id")
            .asText();
    member.rest().put(reactions + "/" + code("any:" + id) + "/@me", Map.of()).expect(204);
    var shown = read(owner).path("reactions").get(0).path("emoji");
    assertThat(shown.path("id").asText()).isEqualTo(id);
    assertThat(shown.path("name").asText()).isEqualTo("parrot");
    assertThat(shown.path("animated").asBoolean()).isFalse();
    var elsewhere = GuildOf.of(member);
    var stranger = elsewhere.member();
    var there = "/channels/" + elsewhere.general() + "/messages";
    var other = member.rest().post(there, Map.of("content", "x")).expect(200).path("id").asText();
    var path = there + "/" + other + "/reactions/" + code("parrot:" + id);
    stranger.rest().put(path + "/@me", Map.of()).refused(400, 10014);
    member.rest().put(path + "/@me", Map.of()).expect(204);
    stranger.rest().put(path + "/@me", Map.of()).expect(204); // joins in
    assertThat(stranger.rest().get(path).expect(200)).hasSize(2);
    member.rest().delete(path + "/@me").expect(204);
  }

  @Test
  void twentyEmojisAreEnough() {
    var emojis = IntStream.range(0, 21).mapToObj(i -> Character.toString(0x1F600 + i)).toList();
    emojis.subList(0, 20).forEach(emoji -> react(owner, emoji));
    member
        .rest()
        .put(reactions + "/" + code(emojis.get(20)) + "/@me", Map.of())
        .refused(400, 30010);
    react(member, emojis.get(3));
    assertThat(read(owner).path("reactions")).hasSize(20);
  }

  @Test
  void aDeletedMessageTakesItsReactionsWithIt() {
    react(member, "👍");
    owner.rest().delete(messages + "/" + message).expect(204);
    member.rest().put(reactions + "/" + THUMB + "/@me", Map.of()).refused(404, 10008);
    member.rest().get(reactions + "/" + THUMB).refused(404, 10008);
  }

  @Test
  void reactionsInAConversationOfTwoTellBoth() {
    var dm = member.directWith(owner);
    var in = "/channels/" + dm + "/messages";
    var id = member.rest().post(in, Map.of("content", "hi")).expect(200).path("id").asText();
    try (var screen = GatewayClient.of(member.token())) {
      owner.rest().put(in + "/" + id + "/reactions/" + THUMB + "/@me", Map.of()).expect(204);
      var told = screen.event("MESSAGE_REACTION_ADD");
      assertThat(told.has("guild_id")).isFalse();
      assertThat(told.has("member")).isFalse();
    }
    member
        .rest()
        .delete(in + "/" + id + "/reactions/" + THUMB + "/" + owner.id())
        .refused(403, 50003);
    member.rest().delete(in + "/" + id + "/reactions").refused(403, 50003);
  }

  private void react(Person person, String emoji) {
    person.rest().put(reactions + "/" + code(emoji) + "/@me", Map.of()).expect(204);
  }

  private String say(String text) {
    return owner.rest().post(messages, Map.of("content", text)).expect(200).path("id").asText();
  }

  private JsonNode read(Person person) {
    return person.rest().get(messages + "/" + message).expect(200);
  }

  private static List<Long> ids(JsonNode users) {
    var found = new ArrayList<Long>();
    users.forEach(user -> found.add(user.path("id").asLong()));
    return found;
  }

  private static String code(String emoji) {
    return URLEncoder.encode(emoji, StandardCharsets.UTF_8);
  }
}
