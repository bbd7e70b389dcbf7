package chat.maru.proof.fault;

import chat.maru.proof.fault.Stage.Someone;
import chat.maru.proof.journal.Entry;
import chat.maru.proof.journal.Journal;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// Walks through history while it grows: forward from the first message, back from the last, and
/// around one in the middle, with pages of any size.
final class Walker implements AutoCloseable {
  private static final int MAX_PAGES = 8;

  private final Stage stage;
  private final Someone someone;
  private final Journal journal;
  private String middle = "";

  /// One walk.
  private record Walk(String channel, String name, String by, int limit) {}

  Walker(Stage stage, Someone someone, Journal journal) {
    this.stage = stage;
    this.someone = someone;
    this.journal = journal;
  }

  void walk() throws InterruptedException {
    var dice = ThreadLocalRandom.current();
    var channel = stage.channels().getFirst();
    var limit = 1 + dice.nextInt(100);
    var name = UUID.randomUUID().toString();
    switch (dice.nextInt(3)) {
      case 0 -> walk(new Walk(channel, name, "after", limit), "0");
      case 1 -> walk(new Walk(channel, name, "before", limit), "");
      default -> {
        if (!middle.isEmpty()) {
          page(new Walk(channel, name, "around", limit), middle);
        }
      }
    }
  }

  private void walk(Walk walk, String from) throws InterruptedException {
    var anchor = from;
    for (var i = 0; i < MAX_PAGES; i++) {
      var messages = page(walk, anchor);
      if (messages.size() < walk.limit()) {
        return;
      }
      // The newest comes first.
      var next = walk.by().equals("after") ? messages.getFirst() : messages.getLast();
      anchor = next.path("id").asText();
      middle = anchor;
    }
  }

  private List<JsonNode> page(Walk walk, String anchor) throws InterruptedException {
    var query = "?limit=" + walk.limit() + (anchor.isEmpty() ? "" : "&" + walk.by() + "=" + anchor);
    var path = "/channels/" + walk.channel() + "/messages" + query;
    var asked = Journal.now(); // what is answered late was read early
    var messages = someone.calls().until("GET", path, Map.of()).expect().valueStream().toList();
    journal.write(
        new Entry.Paged(
            asked,
            someone.id(),
            walk.channel(),
            walk.name(),
            walk.by(),
            anchor,
            walk.limit(),
            messages.stream().map(message -> message.path("id").asText()).toList(),
            messages.stream().map(message -> message.path("seq").asInt()).toList(),
            messages.size() < walk.limit() || walk.by().equals("around")));
    return messages;
  }

  @Override
  public void close() {
    journal.close();
  }
}
