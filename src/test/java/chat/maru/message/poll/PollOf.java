package chat.maru.message.poll;

import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import chat.maru.testkit.Services;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A poll that somebody has asked.
///
/// @param channel the id of its channel
/// @param id of its message
public record PollOf(Rest author, String channel, String id) {

  /// Asks in a channel which of these it shall be.
  public static PollOf asked(Person author, long channel, String... answers) {
    return asked(author.rest(), Long.toString(channel), body(answers));
  }

  /// Asks with this poll.
  public static PollOf asked(Rest author, String channel, Map<String, Object> poll) {
    var sent = author.post("/channels/" + channel + "/messages", Map.of("poll", poll)).expect(200);
    return new PollOf(author, channel, sent.path("id").asText());
  }

  /// A poll to be asked.
  public static Map<String, Object> body(String... answers) {
    var body = new HashMap<String, Object>();
    body.put("question", Map.of("text", "Which?"));
    body.put(
        "answers",
        Arrays.stream(answers).map(it -> Map.of("poll_media", Map.of("text", it))).toList());
    return body;
  }

  /// A poll to be asked where several answers go together.
  public static Map<String, Object> several(String... answers) {
    var body = body(answers);
    body.put("allow_multiselect", true);
    return body;
  }

  public String message() {
    return "/channels/" + channel + "/messages/" + id;
  }

  public String path() {
    return "/channels/" + channel + "/polls/" + id;
  }

  public Rest.Answer vote(Person who, Integer... answers) {
    return who.rest().put(path() + "/answers/@me", Map.of("answer_ids", List.of(answers)));
  }

  /// The poll as somebody sees it.
  public JsonNode seenBy(Person who) {
    return who.rest().get(message()).expect(200).path("poll");
  }

  /// The votes as somebody sees them, such as `1:2 2:1*`, with a star at their own.
  public String votes(Person who) {
    return votes(seenBy(who));
  }

  /// The votes that a poll shows.
  public static String votes(JsonNode poll) {
    return String.join(
        " ",
        poll.path("results")
            .path("answer_counts")
            .valueStream()
            .map(
                it ->
                    it.path("id").asInt()
                        + ":"
                        + it.path("count").asInt()
                        + (it.path("me_voted").asBoolean() ? "*" : ""))
            .toList());
  }

  public Stream<Long> voters(Person who, int answer) {
    return who.rest()
        .get(path() + "/answers/" + answer)
        .expect(200)
        .path("users")
        .valueStream()
        .map(it -> it.path("id").asLong());
  }

  /// Moves its end to this moment.
  public void runOut() {
    sql("update polls set expires_at = now() where message_id = " + id);
  }

  /// Whether the server knows it at all.
  public boolean isKept() {
    return sql("update polls set answers = answers where message_id = " + id) == 1;
  }

  private static int sql(String update) {
    var settings = Services.get();
    try (var connection =
            DriverManager.getConnection(
                settings.get("maru.db.url"),
                settings.get("maru.db.user"),
                settings.get("maru.db.password"));
        var statement = connection.createStatement()) {
      return statement.executeUpdate(update);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
