package chat.maru.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A guild on a cluster with one channel, its owner (number 0) and members.
///
/// @param tokens of each, the owner first
public record Party(List<String> tokens, String guild, String channel) {

  /// Makes them through this node.
  public static Party at(Node node, int members) {
    var tokens = IntStream.rangeClosed(0, members).mapToObj(_ -> node.register("guest")).toList();
    var owner = node.rest().as("Bearer " + tokens.getFirst());
    var guild = owner.post("/guilds", Map.of("name", "Party")).expect(201).path("id").asText();
    var channel =
        owner.get("/guilds/" + guild + "/channels").expect(200).get(0).path("id").asText();
    var invite =
        owner.post("/channels/" + channel + "/invites", Map.of()).expect(200).path("code").asText();
    tokens.stream()
        .skip(1)
        .forEach(
            token ->
                node.rest().as("Bearer " + token).post("/invites/" + invite, Map.of()).expect(200));
    return new Party(tokens, guild, channel);
  }

  public String token(int number) {
    return tokens.get(number);
  }

  /// The owner writes a message.
  public void say(Node node, String text) {
    node.rest()
        .as("Bearer " + token(0))
        .post("/channels/" + channel + "/messages", Map.of("content", text))
        .expect(200);
  }

  /// The ids of messages.
  public static List<String> ids(List<JsonNode> messages) {
    return messages.stream().map(message -> message.path("id").asText()).toList();
  }
}
