package chat.maru.proof.plant;

import chat.maru.proof.journal.Entry;
import chat.maru.proof.journal.Journal;
import chat.maru.proof.journal.JournalWatcher;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.Node;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/// A client whose reader the scenario plays: it takes what came up to a sequence number, and what
/// lies behind it is lost with the connection, as in a network that breaks.
final class HandheldScreen implements AutoCloseable {
  private final Player player;
  private final Journal journal;
  private GatewayClient client;
  private final String session;
  private int s;

  HandheldScreen(Player player, Journal journal, Node node) {
    this.player = player;
    this.journal = journal;
    client = GatewayClient.of(node, player.token());
    session = client.sessionId();
    opened(node, false);
    for (var channel : client.event("GUILD_CREATE").path("channels")) {
      journal.write(
          new Entry.Follows(
              Journal.now(),
              player.id(),
              session,
              channel.path("id").asText(),
              Long.toString(channel.path("last_message_id").asLong())));
    }
  }

  private void opened(Node node, boolean resumed) {
    journal.write(
        new Entry.Opened(
            Journal.now(), player.id(), session, Player.address(node), resumed, resumed ? s : 0));
  }

  String session() {
    return session;
  }

  int frames() {
    return client.frames().size();
  }

  /// Waits for the next messages of a channel to arrive, without taking them.
  void awaits(String channel, String content) {
    client.event(
        "MESSAGE_CREATE",
        it ->
            it.path("channel_id").asText().equals(channel)
                && it.path("content").asText().equals(content));
  }

  /// Takes all that came but the last dispatches.
  void reads(int butTheLast) {
    var upTo = client.seq() - butTheLast;
    for (var frame : client.frames()) {
      var number = frame.path("s").asInt();
      if (frame.path("op").asInt() == 0 && number > s && number <= upTo) {
        shown(number, frame.path("t").asText(), frame.path("d"));
      }
    }
    s = Math.max(s, upTo);
  }

  /// Takes all that came, in the order in which it came.
  void readsAll() {
    reads(0);
  }

  private void shown(int number, String type, JsonNode data) {
    if (type.equals("MESSAGE_CREATE")) {
      new JournalWatcher(journal, player.id()).shown(session, number, type, data);
    }
  }

  void breaks() {
    client.cut();
    journal.write(new Entry.Closed(Journal.now(), player.id(), session, 1006));
  }

  /// Resumes, and returns when what was missed has come.
  void comesBack(Node node) {
    client = GatewayClient.connect(node);
    client.op(10);
    opened(node, true);
    client.resume(player.token(), session, s);
    client.event("RESUMED");
    Stillness.await(this::frames, Duration.ofMillis(700));
  }

  @Override
  public void close() {
    client.close();
  }
}
