package chat.maru.limit;

import chat.maru.testkit.Node;
import chat.maru.testkit.Rest;
import chat.maru.testkit.Rest.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// Somebody with an account on a node, who comes from an address of their own, as through a proxy,
/// and is told when a limit refuses.
///
/// @param rest their calls
record Caller(String address, String email, String token, Rest rest) {
  private static final AtomicInteger ADDRESSES = new AtomicInteger(1);
  static final String PASSWORD = "Correct-horse-7";

  static Caller on(Node node) {
    var address = newAddress();
    var name = "user_" + UUID.randomUUID().toString().substring(0, 13).replace("-", "");
    var email = name + "@example.org";
    var body =
        from(node, address)
            .post("/auth/register", Map.of("username", name, "email", email, "password", PASSWORD))
            .expect(201);
    var token = body.path("access_token").asText();
    return new Caller(address, email, token, from(node, address).as("Bearer " + token));
  }

  /// One that nobody else has.
  static String newAddress() {
    var number = ADDRESSES.getAndIncrement();
    return "10.1." + number / 250 + "." + (1 + number % 250);
  }

  /// Somebody without an account.
  static Rest from(Node node, String address) {
    return node.rest().impatient().with("X-Forwarded-For", address);
  }

  /// A bot at home.
  static Rest bot(Node node, String token) {
    return from(node, newAddress()).as("Bot " + token);
  }

  String guild() {
    return rest.post("/guilds", Map.of("name", "Tea")).expect(201).path("id").asText();
  }

  String channelOf(String guild) {
    var channels = rest.get("/guilds/" + guild + "/channels").expect(200);
    return "/channels/" + channels.get(0).path("id").asText();
  }

  String channel() {
    return channelOf(guild());
  }

  String room() {
    return rest.post("/rooms", Map.of("name", "Tea")).expect(201).path("id").asText();
  }

  String makeBot() {
    var id = rest.post("/applications", Map.of("name", "Bot")).expect(201).path("id").asText();
    var reset = rest.post("/applications/" + id + "/bot/reset", Map.of()).expect(200);
    return reset.path("token").asText();
  }

  void invite(String bot, String guild) {
    var id =
        new String(Base64.getUrlDecoder().decode(bot.split("\\.", -1)[0]), StandardCharsets.UTF_8);
    rest.post(
            "/oauth2/authorize?client_id=" + id + "&scope=bot&permissions=66560",
            Map.of("guild_id", guild, "authorize", true, "permissions", "66560"))
        .expect(200);
  }

  static String header(Answer answer, String name) {
    return answer
        .headers()
        .firstValue("X-RateLimit-" + name)
        .orElseThrow(() -> new AssertionError("no " + name + ": " + answer));
  }
}
