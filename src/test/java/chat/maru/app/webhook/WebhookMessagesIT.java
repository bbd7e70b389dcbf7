package chat.maru.app.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Bot;
import chat.maru.testkit.Drawing;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Maru;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import chat.maru.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What webhooks send is a message as any other, but for its author.
class WebhookMessagesIT {
  private static final Map<String, Object> BUTTON =
      Map.of("type", 2, "style", 1, "label", "press", "custom_id", "it");
  private static final Map<String, Object> ROW = Map.of("type", 1, "components", List.of(BUTTON));

  private final GuildOf guild = GuildOf.someone();
  private final Rest owner = guild.owner().rest();
  private final Rest anybody = Rest.anonymous();
  private final String messages = "/channels/" + guild.general() + "/messages";
  private final JsonNode webhook = make(owner);
  private final String address = address(webhook);

  private JsonNode make(Rest maker) {
    var body = Map.of("name", "Build", "avatar", Drawing.uri("png", Drawing.of("png", 2, 2, 0xff)));
    return maker.post("/channels/" + guild.general() + "/webhooks", body).expect(200);
  }

  private static String address(JsonNode webhook) {
    return "/webhooks/" + webhook.path("id").asText() + "/" + webhook.path("token").asText();
  }

  private JsonNode says(Map<String, ?> body) {
    return anybody.post(address + "?wait=true", body).expect(200);
  }

  @Test
  void itIsStoredToldAndShownWithTheWebhookAsItsAuthor() {
    try (var ear = GatewayClient.of(guild.member().token())) {
      var sent = says(Map.of("content", "built", "embeds", List.of(Map.of("title", "green"))));

      assertThat(sent.path("webhook_id")).isEqualTo(webhook.path("id"));
      assertThat(sent.has("application_id")).isFalse();
      var author = sent.path("author");
      assertThat(author.path("id")).isEqualTo(webhook.path("id"));
      assertThat(author.path("username").asText()).isEqualTo("Build");
      assertThat(author.path("avatar")).isEqualTo(webhook.path("avatar"));
      assertThat(author.path("bot").asBoolean()).isTrue();
      assertThat(author.path("discriminator").asText()).isEqualTo("0000");
      assertThat(sent.path("embeds").path(0).path("title").asText()).isEqualTo("green");
      var told = ear.event("MESSAGE_CREATE");
      assertThat(told.path("id")).isEqualTo(sent.path("id"));
      assertThat(told.path("author")).isEqualTo(author);
      assertThat(told.path("webhook_id")).isEqualTo(webhook.path("id"));
      assertThat(told.has("member")).isFalse();
      var read = owner.get(messages).expect(200).path(0);
      assertThat(read.path("author")).isEqualTo(author);
      assertThat(read.path("webhook_id")).isEqualTo(webhook.path("id"));
      assertThat(read.path("seq").asInt()).isEqualTo(1);
    }
  }

  @Test
  void whoDoesNotWaitGetsNothingAndTheMessageComes() {
    try (var ear = GatewayClient.of(guild.owner().token())) {
      var answer = anybody.post(address, Map.of("content", "fire and forget"));
      answer.expect(204);
      assertThat(answer.text()).isEmpty();
      assertThat(ear.event("MESSAGE_CREATE").path("content").asText()).isEqualTo("fire and forget");
    }
  }

  @Test
  void nameAndPictureAreThoseOfTheOneMessage() {
    var elsewhere = "https://pictures.example.org/one.png";
    var sent = says(Map.of("content", "x", "username", "Other", "avatar_url", elsewhere));

    assertThat(sent.path("author").path("username").asText()).isEqualTo("Other");
    var hash = sent.path("author").path("avatar").asText();
    var id = webhook.path("id").asText();
    var shown = picture("/avatars/" + id + "/" + hash + ".png?size=64", "image");
    assertThat(shown.statusCode()).isEqualTo(302);
    assertThat(shown.headers().firstValue("Location")).contains(elsewhere);
    assertThat(picture("/avatars/" + id + "/" + hash + ".png", "document").statusCode())
        .isEqualTo(404);
    assertThat(picture("/avatars/" + id + "/" + "0".repeat(32) + ".png", "image").statusCode())
        .isEqualTo(404);
    assertThat(says(Map.of("content", "y")).path("author").path("username").asText())
        .isEqualTo("Build");
    var changed = owner.patch("/webhooks/" + id, Map.of("name", "New")).expect(200);
    assertThat(changed.path("name").asText()).isEqualTo("New");
    var names = owner.get(messages).expect(200).findValuesAsText("username");
    assertThat(names).containsExactly("Build", "Other");
  }

  private static java.net.http.HttpResponse<String> picture(String path, String destination) {
    var request =
        HttpRequest.newBuilder(URI.create(Maru.url() + path))
            .header("Sec-Fetch-Dest", destination)
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theSameKeyIsTheSameMessage() {
    var body = Map.of("content", "once", "clientMsgId", "key-1");
    assertThat(says(body).path("id")).isEqualTo(says(body).path("id"));
    var other = Map.of("content", "twice", "clientMsgId", "key-1");
    anybody.post(address + "?wait=true", other).refused(409, 900010);
    assertThat(owner.get(messages).expect(200)).hasSize(1);
  }

  @Test
  void badBodiesAreRefusedAndChangeNothing() {
    anybody.post(address, Map.of()).refused(400, 50006);
    anybody.post(address, Map.of("content", "x".repeat(2001))).refused(400, 50035);
    anybody.post(address, Map.of("content", "x", "username", "clyde")).refused(400, 50035);
    anybody
        .post(address, Map.of("content", "x", "avatar_url", "javascript:alert(1)"))
        .refused(400, 50035);
    anybody.post("/webhooks/5/abc", Map.of("content", "x")).refused(404, 10015);
    anybody.post("/webhooks/abc/abc", Map.of("content", "x")).refused(400, 50035);
    var other = Long.toString(guild.channel(Map.of("name", "other")));
    anybody.post(address + "?thread_id=" + other, Map.of("content", "x")).refused(404, 10003);
    assertThat(owner.get(messages).expect(200)).isEmpty();
  }

  @Test
  void itWritesInThreadsOfItsChannelAndJoinsNone() {
    var body = Map.of("name", "talk", "type", 11);
    var thread =
        owner
            .post("/channels/" + guild.general() + "/threads", body)
            .expect(201)
            .path("id")
            .asText();
    owner.patch("/channels/" + thread, Map.of("archived", true)).expect(200);

    var there = address + "?wait=true&thread_id=" + thread;
    var sent = anybody.post(there, Map.of("content", "x")).expect(200);

    assertThat(sent.path("channel_id").asText()).isEqualTo(thread);
    var state = owner.get("/channels/" + thread).expect(200);
    assertThat(state.path("thread_metadata").path("archived").asBoolean()).isFalse();
    assertThat(state.path("member_count").asInt()).isEqualTo(1);
    var path = address + "/messages/" + sent.path("id").asText();
    anybody.get(path).refused(404, 10008);
    anybody.get(path + "?thread_id=" + thread).expect(200);
    owner.patch("/channels/" + thread, Map.of("locked", true)).expect(200);
    anybody.post(there, Map.of("content", "x")).refused(400, 160005);
    var forum = guild.channel(Map.of("name", "forum", "type", 15));
    var hook = owner.post("/channels/" + forum + "/webhooks", Map.of("name", "x")).expect(200);
    anybody.post(address(hook), Map.of("content", "x")).refused(400, 220001);
  }

  @Test
  void everybodyIsMentionedAsFarAsTheSenderWants() {
    assertThat(says(Map.of("content", "@everyone")).path("mention_everyone").asBoolean()).isTrue();
    var quiet = Map.of("content", "@everyone", "allowed_mentions", Map.of("parse", List.of()));
    assertThat(says(quiet).path("mention_everyone").asBoolean()).isFalse();
  }

  @Test
  void componentsOfWhatIsNoApplicationsHaveToBeAskedForAndDoNothing() {
    var bot = Bot.in(guild);
    var of = address(make(Rest.anonymous().as("Bot " + bot.token())));
    var body = Map.of("content", "x", "components", List.of(ROW));

    assertThat(says(body).path("components")).isEmpty();
    anybody.post(address + "?with_components=true", body).refused(400, 50035);
    var sent = anybody.post(of + "?wait=true", body).expect(200);
    assertThat(sent.path("components")).hasSize(1);
    assertThat(sent.path("application_id").asLong()).isEqualTo(bot.id());
  }

  @Test
  void anEditBringsNoComponentsThatDoSomething() {
    var bot = Bot.in(guild);
    var of = address(make(Rest.anonymous().as("Bot " + bot.token())));
    var change = Map.of("components", List.of(ROW));

    var mine = "/messages/" + says(Map.of("content", "x")).path("id").asText();
    anybody.patch(address + mine, change).refused(400, 50035);
    var sent = anybody.post(of + "?wait=true", Map.of("content", "x")).expect(200);
    var edited = anybody.patch(of + "/messages/" + sent.path("id").asText(), change).expect(200);
    assertThat(edited.path("components")).hasSize(1);
  }

  @Test
  void whoHoldsTheTokenReadsEditsAndDeletesWhatItSent() {
    var sent = says(Map.of("content", "one", "username", "Other"));
    var path = address + "/messages/" + sent.path("id").asText();
    try (var ear = GatewayClient.of(guild.owner().token())) {
      assertThat(anybody.get(path).expect(200).path("content").asText()).isEqualTo("one");
      var edited = anybody.patch(path, Map.of("content", "two")).expect(200);
      assertThat(edited.path("content").asText()).isEqualTo("two");
      assertThat(edited.path("author")).isEqualTo(sent.path("author"));
      var told = ear.event("MESSAGE_UPDATE");
      assertThat(told.path("author")).isEqualTo(sent.path("author"));
      assertThat(told.path("webhook_id")).isEqualTo(webhook.path("id"));
      anybody.delete(path).expect(204);
      assertThat(ear.event("MESSAGE_DELETE").path("id")).isEqualTo(sent.path("id"));
    }
    anybody.get(path).refused(404, 10008);
    anybody.delete(path).refused(404, 10008);
  }

  @Test
  void itKnowsNothingOfWhatOthersSent() {
    var foreign = owner.post(messages, Map.of("content", "mine")).expect(200).path("id").asText();
    var path = address + "/messages/" + foreign;
    anybody.get(path).refused(404, 10008);
    anybody.patch(path, Map.of("content", "x")).refused(404, 10008);
    anybody.delete(path).refused(404, 10008);
    var second =
        address(make(owner)) + "/messages/" + says(Map.of("content", "x")).path("id").asText();
    anybody.get(second).refused(404, 10008);
    var wrong = address.substring(0, address.length() - 1) + "!";
    anybody.get(wrong + "/messages/" + foreign).refused(401, 50027);
    assertThat(owner.get(messages).expect(200)).hasSize(2);
  }

  @Test
  void membersTreatItAsAnyMessageButCanNotEditIt() {
    var id = says(Map.of("content", "built")).path("id").asText();
    var member = guild.member().rest();
    var path = messages + "/" + id;

    member.put(path + "/reactions/%F0%9F%91%8D/@me", Map.of()).expect(204);
    var reference = Map.of("message_id", id);
    var reply = member.post(messages, Map.of("content", "thanks", "message_reference", reference));
    assertThat(reply.expect(200).path("referenced_message").path("webhook_id"))
        .isEqualTo(webhook.path("id"));
    assertThat(reply.body().path("mentions")).isEmpty();
    owner.put(messages + "/pins/" + id, Map.of()).expect(204);
    owner.patch(path, Map.of("content", "changed")).refused(403, 50005);
    member.delete(path).refused(403, 50013);
    owner.delete(path).expect(204);
    assertThat(guild.audit(72).getFirst().path("target_id")).isEqualTo(webhook.path("id"));
  }

  @Test
  void plainFieldsOfAFormAreItsBody() throws Exception {
    var body =
        """
        --b\r
        Content-Disposition: form-data; name="content"\r
        \r
        it boils\r
        --b\r
        Content-Disposition: form-data; name="username"\r
        \r
        Kettle\r
        --b--\r
        """;
    var request =
        HttpRequest.newBuilder(URI.create(anybody.base() + address + "?wait=true"))
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      var message = Json.tree(answer.body());
      assertThat(message.path("content").asText()).isEqualTo("it boils");
      assertThat(message.path("author").path("username").asText()).isEqualTo("Kettle");
    }
  }

  @Test
  void filesComeWithIt() throws Exception {
    var body =
        """
        --b\r
        Content-Disposition: form-data; name="payload_json"\r
        Content-Type: application/json\r
        \r
        {"content":"log","username":"Logs"}\r
        --b\r
        Content-Disposition: form-data; name="files[0]"; filename="log.txt"\r
        Content-Type: text/plain\r
        \r
        all is well\r
        --b--\r
        """;
    var request =
        HttpRequest.newBuilder(URI.create(anybody.base() + address + "?wait=true"))
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      var sent = Json.tree(answer.body());
      assertThat(sent.path("attachments").path(0).path("filename").asText()).isEqualTo("log.txt");
      assertThat(sent.path("author").path("username").asText()).isEqualTo("Logs");
    }
  }

  @Test
  void messagesOutliveTheirWebhook() {
    says(Map.of("content", "last words"));
    owner.delete("/webhooks/" + webhook.path("id").asText()).expect(204);

    anybody.post(address, Map.of("content", "x")).refused(404, 10015);
    var read = owner.get(messages).expect(200).path(0);
    assertThat(read.path("author").path("username").asText()).isEqualTo("Build");
    var stranger = Person.register().rest();
    stranger.get(messages).refused(404, 10003);
  }

  @Test
  void theBucketIsTheWebhooks() {
    var impatient = anybody.impatient();
    var answers = new ArrayList<Rest.Answer>();
    for (var i = 0; i < 12; i++) {
      answers.add(impatient.post(address, Map.of("content", "x")));
    }
    assertThat(answers.getFirst().headers().firstValue("X-RateLimit-Limit")).contains("5");
    assertThat(answers.stream().map(Rest.Answer::status)).contains(204, 429);
    var refused = answers.stream().filter(it -> it.status() == 429).findFirst();
    assertThat(refused.orElseThrow().headers().firstValue("X-RateLimit-Scope")).contains("shared");
    var other = address(make(owner));
    impatient.post(other, Map.of("content", "x")).expect(204);
  }
}
