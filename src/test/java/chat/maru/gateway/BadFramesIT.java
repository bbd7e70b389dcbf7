package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Await;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whatever a client sends, the connection goes on or ends with a code that says what was wrong:
/// never with 4000, which says that the fault is the server's.
class BadFramesIT {
  private static final int FRAMES = 400;
  private static final int[] OPS = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 99, 1000, 1001, 1002};
  private static final List<String> KEYS =
      List.of(
          "token",
          "intents",
          "shard",
          "presence",
          "properties",
          "compress",
          "large_threshold",
          "status",
          "activities",
          "since",
          "afk",
          "session_id",
          "seq",
          "guild_id",
          "query",
          "limit",
          "user_ids",
          "presences",
          "nonce",
          "channel_id",
          "content",
          "clientMsgId",
          "embeds",
          "message_reference",
          "allowed_mentions",
          "flags",
          "room_id");
  private static final Set<Integer> SAYING_WHAT_WAS_WRONG =
      Set.of(4001, 4002, 4003, 4004, 4005, 4007, 4008, 4010, 4011, 4013, 4014);

  private final long seed = Long.getLong("maru.test.seed", 20_261_127L);
  private final Random random = new Random(seed);
  private final GuildOf guild = GuildOf.someone();

  @Test
  void noFrameIsTheServersFault() {
    for (var i = 0; i < FRAMES; i++) {
      var frame = frame();
      try (var client = GatewayClient.connect()) {
        if (random.nextInt(4) > 0) {
          client.identify(guild.owner().token(), Map.of()).event("READY");
        }
        client.text(frame);
        beat(client);
        Await.until(
            "an answer or an end to " + frame, () -> isAnswered(client) || !client.isOpen());
        if (!isAnswered(client)) {
          assertThat(SAYING_WHAT_WAS_WRONG)
              .as("seed %d, frame %s", seed, frame)
              .contains(client.closeCode());
        }
      }
    }
  }

  private static void beat(GatewayClient client) {
    try {
      client.text("{\"op\":1,\"d\":null}");
    } catch (CompletionException _) {
      // ended already: the close code is asked for next
    }
  }

  private static boolean isAnswered(GatewayClient client) {
    return client.frames().stream().anyMatch(frame -> frame.path("op").asInt() == 11);
  }

  @Test
  void aMessageWithoutAChannelIsRefusedAndTheConnectionGoesOn() {
    try (var client = GatewayClient.of(guild.owner().token())) {
      client.send(1000, Map.of("content", "to nobody", "clientMsgId", "k1"));

      var ack = client.op(1001).path("d");

      assertThat(ack.path("status").asText()).isEqualTo("REFUSED");
      assertThat(ack.path("code").asInt()).isEqualTo(10003);
      assertThat(client.isOpen()).isTrue();
    }
  }

  private String frame() {
    if (random.nextInt(20) == 0) {
      return List.of("", "null", "7", "\"x\"", "[[]]", "{\"op\":null}", "{\"op\":1e3,\"d\":{}}")
          .get(random.nextInt(7));
    }
    var frame = new LinkedHashMap<String, @Nullable Object>();
    frame.put("op", OPS[random.nextInt(OPS.length)]);
    frame.put("d", random.nextInt(6) == 0 ? value(0) : body(0));
    return Json.write(frame);
  }

  private Map<String, @Nullable Object> body(int depth) {
    var body = new LinkedHashMap<String, @Nullable Object>();
    for (var i = random.nextInt(6); i > 0; i--) {
      body.put(KEYS.get(random.nextInt(KEYS.size())), value(depth));
    }
    if (random.nextBoolean()) {
      body.put("channel_id", Long.toString(guild.general()));
      body.put("guild_id", Long.toString(guild.id()));
    }
    return body;
  }

  private @Nullable Object value(int depth) {
    return switch (random.nextInt(depth > 2 ? 9 : 11)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextInt();
      case 3 -> random.nextLong();
      case 4 -> random.nextDouble();
      case 5 -> "";
      case 6 -> "text " + random.nextInt(100);
      case 7 -> "가나다 \u202e \ud83d\ude00";
      case 8 -> "9".repeat(random.nextInt(40));
      case 9 -> list(depth);
      default -> body(depth + 1);
    };
  }

  private List<@Nullable Object> list(int depth) {
    var list = new ArrayList<@Nullable Object>();
    for (var i = random.nextInt(4); i > 0; i--) {
      list.add(value(depth + 1));
    }
    return list;
  }
}
