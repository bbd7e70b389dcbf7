package chat.maru.reference;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.reference.Decision.Status;
import chat.maru.testkit.Await;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Maru;
import chat.maru.testkit.Person;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The reference client keeps its promises against the running server, and every rule of the page
/// about clients is shown to matter here.
class ReferenceClientIT {
  private final Person mina = Person.register();
  private final GuildOf guild = GuildOf.of(mina);
  private final String channel = Long.toString(guild.general());

  private static final class Screen implements Watcher {
    final List<Integer> seqs = new CopyOnWriteArrayList<>();
    final List<Decision> answers = new CopyOnWriteArrayList<>();
    final AtomicInteger pages = new AtomicInteger();
    final List<Boolean> resumed = new CopyOnWriteArrayList<>();

    @Override
    public void message(JsonNode message) {
      seqs.add(message.path("seq").asInt());
    }

    @Override
    public void answered(String at, String key, Decision decision) {
      answers.add(decision);
    }

    @Override
    public void opened(String session, String address, boolean again, int s) {
      resumed.add(again);
    }

    @Override
    public void paged(Page page) {
      pages.incrementAndGet();
    }

    void sees(int count) {
      Await.until("message " + count, Duration.ofSeconds(20), () -> seqs.size() >= count);
      assertThat(seqs).containsExactlyElementsOf(IntStream.rangeClosed(1, count).boxed().toList());
    }
  }

  private ReferenceClient client(Screen screen) {
    return ReferenceClient.start(account(), screen);
  }

  private Account account() {
    return new Account(
        "Bearer " + mina.token(),
        mina.token(),
        () -> URI.create(Maru.url() + "/api/v10"),
        () -> URI.create(Maru.gateway() + "/?v=10&encoding=json"));
  }

  private void says(int count) {
    for (var i = 0; i < count; i++) {
      mina.rest().post("/channels/" + channel + "/messages", Map.of("content", "m")).expect(200);
    }
  }

  @Test
  void seesEachMessageOnceOverEveryKindOfLoss() {
    var screen = new Screen();
    try (var client = client(screen)) {
      Await.until("ready", Duration.ofSeconds(10), client::isReady);
      says(3);
      screen.sees(3);
      client.cut();
      says(3);
      screen.sees(6);
      assertThat(screen.resumed).containsExactly(false, true);
      assertThat(screen.pages).as("RESUME brought all").hasValue(0);
    }
  }

  @Test
  void laterClientGoesOnBehindTheMarks() {
    var first = new Screen();
    var marks = new Marks();
    marks.follow(channel, Marks.Mark.START);
    try (var client = ReferenceClient.start(account(), first, marks)) {
      Await.until("ready", Duration.ofSeconds(10), client::isReady);
      says(2);
      first.sees(2);
    }
    says(103); // more than a page
    var second = new Screen();
    try (var _ = ReferenceClient.start(account(), second, marks)) {
      Await.until("all", Duration.ofSeconds(20), () -> second.seqs.size() >= 103);
      assertThat(second.seqs)
          .containsExactlyElementsOf(IntStream.rangeClosed(3, 105).boxed().toList());
      assertThat(second.pages).hasValue(2);
    }
  }

  @Test
  void whatWasDeletedIsNoLoss() {
    var screen = new Screen();
    var marks = new Marks();
    marks.follow(channel, Marks.Mark.START);
    says(1);
    var gone =
        mina.rest().post("/channels/" + channel + "/messages", Map.of("content", "x")).expect(200);
    mina.rest()
        .delete("/channels/" + channel + "/messages/" + gone.path("id").asText())
        .expect(204);
    try (var client = ReferenceClient.start(account(), screen, marks)) {
      Await.until("ready", Duration.ofSeconds(10), client::isReady);
      says(1);
      Await.until("both", Duration.ofSeconds(20), () -> screen.seqs.size() == 2);
      assertThat(screen.seqs).containsExactly(1, 3);
    }
  }

  @Test
  void sendsUntilItIsDecidedAndNoKeyTwice() throws Exception {
    var screen = new Screen();
    try (var client = client(screen)) {
      var early = client.send(channel, "k1", "one").get(20, TimeUnit.SECONDS);
      assertThat(early.status()).as("sent before the connection stood").isEqualTo(Status.ACCEPTED);
      screen.sees(1);
      var again = client.send(channel, "k1", "one").get(20, TimeUnit.SECONDS);
      assertThat(again.status()).isIn(Status.ACCEPTED, Status.DUPLICATE);
      Await.until(
          "the first one's id and seq",
          Duration.ofSeconds(10),
          () -> screen.answers.stream().anyMatch(d -> d.status() == Status.DUPLICATE));
      var other = client.post(channel, "k1", "another text");
      assertThat(other.status()).isEqualTo(Status.REFUSED);
      var stored = client.post(channel, "k2", "two");
      assertThat(stored.status()).isEqualTo(Status.STORED);
      assertThat(stored.seq()).hasValue(2);
      screen.sees(2);
    }
  }

  @Test
  void refusalIsFinal() throws Exception {
    var screen = new Screen();
    try (var client = client(screen)) {
      var refused = client.send("1", "k", "nowhere").get(20, TimeUnit.SECONDS);
      assertThat(refused.status()).isEqualTo(Status.REFUSED);
      assertThat(refused.code()).isEqualTo(10003);
    }
  }
}
