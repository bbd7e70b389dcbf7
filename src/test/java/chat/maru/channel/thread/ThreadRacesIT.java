package chat.maru.channel.thread;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Threads that are put into the archive, or locked, while somebody writes in them.
class ThreadRacesIT {
  @Test
  void whatIsWrittenWhileAThreadIsArchivedOpensItAgain() throws Exception {
    var guild = GuildOf.someone();
    var rest = guild.owner().rest();
    var path = "/channels/" + thread(guild);
    var posts = IntStream.range(0, 24).mapToObj(n -> post(rest, path, "m" + n));
    var archives = IntStream.range(0, 8).mapToObj(_ -> change(rest, path, "archived"));
    try (var client = GatewayClient.of(guild.owner().token())) {
      client.event("GUILD_CREATE");
      for (var status : all(Stream.concat(posts, archives).toList())) {
        assertThat(status).isEqualTo(200);
      }
      rest.patch(path, Map.of("archived", true)).expect(200);
      rest.patch(path, Map.of("name", "end", "archived", false)).expect(200);
      client.event("THREAD_UPDATE", thread -> thread.path("name").asText().equals("end"));
      var archived = false;
      var written = 0;
      for (var event : told(client)) {
        if (event.path("t").asText().equals("THREAD_UPDATE")) {
          archived = event.path("d").path("thread_metadata").path("archived").asBoolean();
        } else {
          assertThat(archived).as("a message in an archived thread").isFalse();
          written++;
        }
      }
      assertThat(written).isEqualTo(24);
    }
    var thread = rest.get(path).expect(200);
    assertThat(thread.path("message_count").asInt()).isEqualTo(24);
    assertThat(rest.get(path + "/messages?limit=100").expect(200)).hasSize(24);
  }

  @Test
  void nobodyButModeratorsWritesAfterAThreadIsLocked() throws Exception {
    var guild = GuildOf.someone();
    var member = guild.member();
    var path = "/channels/" + thread(guild);
    member.rest().put(path + "/thread-members/@me", Map.of()).expect(204);
    try (var client = GatewayClient.of(guild.owner().token())) {
      client.event("GUILD_CREATE");
      var posts = IntStream.range(0, 20).mapToObj(n -> post(member.rest(), path, "m" + n));
      var locks = Stream.of(change(guild.owner().rest(), path, "locked"));
      var taken = new AtomicInteger();
      for (var status : all(Stream.concat(posts, locks).toList())) {
        assertThat(status).isIn(200, 400);
        taken.addAndGet(status == 200 ? 1 : 0);
      }
      member.rest().post(path + "/messages", Map.of("content", "x")).refused(400, 160005);
      guild.owner().rest().post(path + "/messages", Map.of("content", "end")).expect(200);
      client.event("MESSAGE_CREATE", m -> m.path("content").asText().equals("end"));
      var locked = false;
      for (var event : told(client)) {
        if (event.path("t").asText().equals("THREAD_UPDATE")) {
          locked = true;
        } else if (event.path("d").path("author").path("id").asLong() == member.id()) {
          assertThat(locked).as("a message of a member in a locked thread").isFalse();
        }
      }
      var stored = guild.owner().rest().get(path + "/messages?limit=100").expect(200);
      // one of those was the lock, and one message more was the end
      assertThat(stored).hasSize(taken.get());
    }
  }

  private static List<JsonNode> told(GatewayClient client) {
    return client.frames().stream()
        .filter(
            frame ->
                frame.path("t").asText().equals("THREAD_UPDATE")
                    || frame.path("t").asText().equals("MESSAGE_CREATE"))
        .toList();
  }

  private static List<Integer> all(List<Callable<Integer>> calls) throws Exception {
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      return pool.invokeAll(calls).stream().map(answer -> answer.resultNow()).toList();
    }
  }

  private static Callable<Integer> post(Rest rest, String path, String text) {
    return () -> rest.post(path + "/messages", Map.of("content", text)).status();
  }

  private static Callable<Integer> change(Rest rest, String path, String what) {
    return () -> rest.patch(path, Map.of(what, true)).status();
  }

  private static String thread(GuildOf guild) {
    return guild
        .owner()
        .rest()
        .post("/channels/" + guild.general() + "/threads", Map.of("name", "t", "type", 11))
        .expect(201)
        .path("id")
        .asText();
  }
}
