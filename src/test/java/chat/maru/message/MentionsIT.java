package chat.maru.message;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Bot;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who is mentioned by a message, and what a bot without the content intent may read of others.
class MentionsIT {
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
  void withoutRulesEverybodyNamedIsMentioned() {
    var sent =
        send(member, Map.of("content", "<@" + owner.id() + "> <@!" + member.id() + "> <@5>"));
    assertThat(ids(sent.path("mentions"))).containsExactly(owner.id(), member.id());
    assertThat(send(member, Map.of("content", "@everyone")).path("mention_everyone").asBoolean())
        .isTrue();
    assertThat(send(member, Map.of("content", "@here!")).path("mention_everyone").asBoolean())
        .isTrue();
    assertThat(send(member, Map.of("content", "@hereby")).path("mention_everyone").asBoolean())
        .isFalse();
  }

  @Test
  void rulesAllowWhatTheyName() {
    var text = "<@" + owner.id() + "> <@" + member.id() + "> @everyone";
    assertThat(mentioned(text, Map.of("parse", List.of()))).isEmpty();
    assertThat(mentioned(text, Map.of())).isEmpty();
    assertThat(mentioned(text, Map.of("users", List.of(Long.toString(owner.id())))))
        .containsExactly(owner.id());
    assertThat(mentioned(text, Map.of("parse", List.of("users")))).hasSize(2);
    var everyone =
        send(
            member,
            Map.of("content", text, "allowed_mentions", Map.of("parse", List.of("everyone"))));
    assertThat(everyone.path("mention_everyone").asBoolean()).isTrue();
    assertThat(everyone.path("mentions")).isEmpty();
  }

  @Test
  void rulesThatContradictThemselvesAreRefused() {
    var id = Long.toString(owner.id());
    assertThat(fault(Map.of("parse", List.of("users"), "users", List.of(id)), "allowed_mentions"))
        .isEqualTo("MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE");
    assertThat(fault(Map.of("parse", List.of("all")), "allowed_mentions.parse.0"))
        .isEqualTo("BASE_TYPE_CHOICES");
    var many = LongStream.range(0, 101).mapToObj(Long::toString).toList();
    assertThat(fault(Map.of("roles", many), "allowed_mentions.roles"))
        .isEqualTo("BASE_TYPE_MAX_LENGTH");
    assertThat(fault(Map.of("users", many), "allowed_mentions.users"))
        .isEqualTo("BASE_TYPE_MAX_LENGTH");
    member.rest().post(messages, Map.of("content", "x", "allowed_mentions", 5)).refused(400, 50035);
  }

  @Test
  void aRoleIsMentionedIfItIsMentionableOrByPermission() {
    guild.denyEveryone(131072);
    var bot = Bot.in(guild);
    var role = botRole(bot);
    var text = "<@&" + role + "> <@&" + guild.id() + "> <@&77> @everyone";
    var plain = send(member, Map.of("content", text));
    assertThat(plain.path("mention_roles")).isEmpty();
    assertThat(plain.path("mention_everyone").asBoolean()).isFalse();
    var permitted = send(owner, Map.of("content", text));
    assertThat(texts(permitted.path("mention_roles"))).containsExactly(role);
    assertThat(permitted.path("mention_everyone").asBoolean()).isTrue();
    var none = Map.of("content", text, "allowed_mentions", Map.of("parse", List.of("users")));
    assertThat(send(owner, none).path("mention_roles")).isEmpty();
  }

  @Test
  void anAnswerMentionsWhomItAnswersUnlessItsSenderDoesNotWantThat() {
    var id = send(owner, Map.of("content", "question")).path("id").asText();
    var reference = Map.of("message_id", id);
    var answer = send(member, Map.of("content", "answer", "message_reference", reference));
    assertThat(ids(answer.path("mentions"))).containsExactly(owner.id());
    assertThat(answer.path("referenced_message").path("content").asText()).isEqualTo("question");
    var quiet =
        Map.of(
            "content",
            "answer",
            "message_reference",
            reference,
            "allowed_mentions",
            Map.of("parse", List.of("users"), "replied_user", false));
    assertThat(send(member, quiet).path("mentions")).isEmpty();
    var own = Map.of("content", "to myself", "message_reference", reference);
    assertThat(send(owner, own).path("mentions")).isEmpty();
    var path = messages + "/" + answer.path("id").asText();
    var edited = member.rest().patch(path, Map.of("content", "better")).expect(200);
    assertThat(ids(edited.path("mentions"))).containsExactly(owner.id());
    assertThat(edited.path("message_reference").path("message_id").asText()).isEqualTo(id);
  }

  @Test
  void aBotWithoutTheIntentReadsNoContentOfOthersInGuilds() {
    var bot = Bot.in(guild);
    owner.rest().patch("/applications/" + bot.id(), Map.of("flags", 1 << 15)).expect(200);
    var api = Rest.anonymous().as("Bot " + bot.token());
    var embed = List.of(Map.of("title", "t"));
    var secret = send(owner, Map.of("content", "secret", "embeds", embed)).path("id").asText();
    var mention = send(owner, Map.of("content", "<@" + bot.id() + "> hi")).path("id").asText();
    var own = api.post(messages, Map.of("content", "mine")).expect(200).path("id").asText();
    var reply =
        send(
            owner,
            Map.of(
                "content",
                "re <@" + bot.id() + ">",
                "message_reference",
                Map.of("message_id", secret)));
    var read = api.get(messages + "/" + secret).expect(200);
    assertThat(read.path("content").asText()).isEmpty();
    assertThat(read.path("embeds")).isEmpty();
    assertThat(api.get(messages + "/" + mention).expect(200).path("content").asText())
        .endsWith("hi");
    assertThat(api.get(messages + "/" + own).expect(200).path("content").asText())
        .isEqualTo("mine");
    assertThat(texts(api.get(messages).expect(200), "content"))
        .containsExactly(reply.path("content").asText(), "mine", "<@" + bot.id() + "> hi", "");
    try (var deaf = GatewayClient.of(bot.token(), 1 | 1 << 9)) {
      owner.rest().patch(messages + "/" + secret, Map.of("content", "still secret")).expect(200);
      var told = deaf.event("MESSAGE_UPDATE");
      assertThat(told.path("content").asText()).isEmpty();
      assertThat(told.path("embeds")).isEmpty();
    }
    owner.rest().patch("/applications/" + bot.id(), Map.of("flags", 1 << 19)).expect(200);
    assertThat(api.get(messages + "/" + secret).expect(200).path("content").asText())
        .isEqualTo("still secret");
  }

  private String botRole(Bot bot) {
    var roles = owner.rest().get(guild.path() + "/roles").expect(200);
    return IntStream.range(0, roles.size())
        .mapToObj(roles::get)
        .filter(role -> role.path("tags").path("bot_id").asLong() == bot.id())
        .map(role -> role.path("id").asText())
        .findFirst()
        .orElseThrow();
  }

  private JsonNode send(Person person, Map<String, ?> body) {
    return person.rest().post(messages, body).expect(200);
  }

  private List<Long> mentioned(String text, Map<String, ?> rules) {
    return ids(send(member, Map.of("content", text, "allowed_mentions", rules)).path("mentions"));
  }

  private String fault(Map<String, ?> rules, String at) {
    var refused = member.rest().post(messages, Map.of("content", "x", "allowed_mentions", rules));
    refused.refused(400, 50035);
    return refused.fault(at);
  }

  private static List<Long> ids(JsonNode users) {
    var found = new ArrayList<Long>();
    users.forEach(user -> found.add(user.path("id").asLong()));
    return found;
  }

  private static List<String> texts(JsonNode list) {
    var found = new ArrayList<String>();
    list.forEach(node -> found.add(node.asText()));
    return found;
  }

  private static List<String> texts(JsonNode list, String field) {
    var found = new ArrayList<String>();
    list.forEach(node -> found.add(node.path(field).asText()));
    return found;
  }
}
