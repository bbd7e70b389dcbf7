package chat.maru.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.event.Audience;
import chat.maru.event.Bus;
import chat.maru.event.Pulse;
import chat.maru.platform.sql.Database;
import chat.maru.testkit.Await;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Maru;
import chat.maru.testkit.Person;
import chat.maru.testkit.Trickle;
import chat.maru.wire.event.Dispatch;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A client that reads too slowly is cut and can come back, and nobody else notices. What waits for
/// it is taken back when its user may not see it any more, whether the log tells of that or is
/// silent.
class SlowReaderIT {
  private static final String FILLER = "x".repeat(60_000);

  private final GuildOf guild = GuildOf.someone();
  private final Person member = guild.member();
  private final long room = guild.channel(Map.of("name", "soon hidden"));
  private final List<Map<String, String>> hiding =
      List.of(Map.of("id", Long.toString(guild.id()), "type", "0", "deny", "1024"));

  /// What typing looks like to the gateway, with more to read.
  private record Typing(long channelId, long guildId, String mark, String filler)
      implements Dispatch {
    @Override
    public String type() {
      return "TYPING_START";
    }

    @Override
    public Object body() {
      return Map.of("channel_id", channelId, "guild_id", guildId, "mark", mark, "filler", filler);
    }
  }

  @BeforeEach
  void running() {
    assertThat(Maru.url()).isNotEmpty();
  }

  @Test
  void whatIsQueuedIsPurgedWhenTheLogTells() {
    try (var slow = stuck()) {
      hide();
      Await.until("nothing of the room is queued", () -> !isQueued(slow, "secret"));
      hearsOnlyWhatItMay(slow);
    }
  }

  @Test
  void whatIsQueuedIsPurgedWhileTheRelayIsSilent() throws SQLException {
    try (var held = database().open("test")) {
      held.setAutoCommit(false);
      execute(held, "lock table relay_position in access exclusive mode");
      // something to carry: the relay gets stuck behind it
      guild.owner().rest().patch(guild.path(), Map.of("name", "Held")).expect(200);
      Await.until("the node is deaf", Duration.ofSeconds(20), () -> !pulse().vouches());
      try (var slow = stuck()) {
        try (var other = database().open("test")) {
          execute(
              other,
              "insert into channel_overwrites values (%d, %d, 0, 0, 1024)"
                  .formatted(room, guild.id()));
        }
        Await.until(
            "REST refuses",
            Duration.ofSeconds(2),
            () -> member.rest().get("/channels/" + room).status() == 403);
        assertThat(isQueued(slow, "secret")).as("nobody told the node").isTrue();
        hearsOnlyWhatItMay(slow);
        assertThat(pulse().vouches()).as("all that was without the relay").isFalse();
      }
      held.rollback();
    }
    Await.until("the relay beats again", Duration.ofSeconds(30), () -> pulse().vouches());
  }

  @Test
  void whoReadsAByteASecondIsCutAtItsBoundAndDelaysNobody() {
    try (var other = GatewayClient.of(guild.member().token());
        var slow = Trickle.of(member.token())) {
      other.event("GUILD_CREATE");
      Await.until("it is live", () -> sessions().find(slow.sessionId()).isPresent());
      var session = session(slow.sessionId());
      var typed = new ArrayList<String>();
      Await.until(
          "it is cut",
          Duration.ofMinutes(2),
          () -> {
            var mark = "n" + typed.size();
            typed.add(mark);
            type(guild.general(), mark, FILLER);
            other.event("TYPING_START", t -> t.path("mark").asText().equals(mark));
            return session.connection() == null;
          });
      assertThat(session.unsent()).as("what waited for it").hasSizeBetween(1, 1000);
      assertThat(marks(other)).as("nobody else was delayed").isEqualTo(typed);
      try (var back = GatewayClient.connect()) {
        back.op(10);
        back.resume(member.token(), slow.sessionId(), slow.seq());
        back.event("RESUMED");
        assertThat(marks(back)).isEqualTo(typed);
      }
    }
  }

  private static List<String> marks(GatewayClient client) {
    return client.events("TYPING_START").stream().map(t -> t.path("mark").asText()).toList();
  }

  /// A client whose socket takes nothing more, with something of each channel behind that.
  private GatewayClient stuck() {
    var slow = GatewayClient.of(member.token());
    slow.event("GUILD_CREATE");
    slow.pause();
    fill(slow);
    type(room, "secret", "");
    type(guild.general(), "open", "");
    Await.until("both wait", () -> isQueued(slow, "secret") && isQueued(slow, "open"));
    return slow;
  }

  /// A writer that is only slow to begin would go on: the socket is full when something waits and
  /// nothing has been taken for a while.
  private void fill(GatewayClient slow) {
    var typed = new AtomicInteger();
    var taken = new AtomicInteger();
    var looks = new AtomicInteger();
    Await.until(
        "the socket is full",
        Duration.ofSeconds(30),
        () -> {
          var unsent = session(slow).unsent().size();
          if (unsent <= 3) {
            type(guild.general(), "noise", FILLER);
            typed.incrementAndGet();
          }
          var now = typed.get() - unsent;
          var rests = unsent > 3 && now == taken.getAndSet(now);
          looks.set(rests ? looks.get() + 1 : 0);
          return looks.get() > 40;
        });
  }

  private static void hearsOnlyWhatItMay(GatewayClient slow) {
    slow.goOn();
    slow.event("TYPING_START", t -> t.path("mark").asText().equals("open"));
    assertThat(slow.events("TYPING_START"))
        .extracting(t -> t.path("mark").asText())
        .contains("noise")
        .doesNotContain("secret");
  }

  private void hide() {
    guild
        .owner()
        .rest()
        .patch("/channels/" + room, Map.of("permission_overwrites", hiding))
        .expect(200);
  }

  private void type(long channelId, String mark, String filler) {
    CDI.current()
        .select(Bus.class)
        .get()
        .publish(
            new Audience.Channel(channelId, guild.id()),
            new Typing(channelId, guild.id(), mark, filler));
  }

  private static boolean isQueued(GatewayClient client, String mark) {
    return session(client).unsent().stream()
        .anyMatch(event -> event.head().toString().contains("\"" + mark + "\""));
  }

  private static Session session(GatewayClient client) {
    return session(client.sessionId());
  }

  private static Session session(String id) {
    return sessions().find(id).orElseThrow();
  }

  private static Sessions sessions() {
    return CDI.current().select(Sessions.class).get();
  }

  private static Pulse pulse() {
    return CDI.current().select(Pulse.class).get();
  }

  private static Database database() {
    return CDI.current().select(Database.class).get();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
