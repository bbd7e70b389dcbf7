package chat.maru.proof.fault;

import chat.maru.proof.fault.Stage.Someone;
import chat.maru.proof.journal.Entry;
import chat.maru.proof.journal.Journal;
import chat.maru.proof.journal.JournalWatcher;
import chat.maru.reference.Account;
import chat.maru.reference.Decision;
import chat.maru.reference.Marks;
import chat.maru.reference.Page;
import chat.maru.reference.ReferenceClient;
import chat.maru.reference.Watcher;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A member with a session that is open all the time: a screen, and perhaps a sender. Writes down
/// all that it does and is told.
final class Player implements AutoCloseable {
  private final Someone someone;
  private final Journal journal;
  private final Marks marks = new Marks();
  private final ReferenceClient client;
  private volatile boolean atHome;
  private final Queue<Own> own = new ConcurrentLinkedQueue<>();

  /// The last message of each channel that came.
  private final Map<String, String> latest = new ConcurrentHashMap<>();

  /// A message that this member wrote.
  record Own(String channel, String id) {}

  Player(Stage stage, Someone someone, Place home, Path journals) {
    this.someone = someone;
    this.journal = Journal.begin(journals, someone.name());
    for (var channel : stage.channels()) {
      sight(channel, true);
      marks.follow(channel, Marks.Mark.START);
    }
    var token = someone.calls().token();
    var account =
        new Account("Bearer " + token, token, stage.doors()::api, stage.doors().beginningAt(home));
    client = ReferenceClient.start(account, new Notes(), marks);
  }

  Someone someone() {
    return someone;
  }

  /// Whether it has seen its guild.
  boolean isAtHome() {
    return atHome;
  }

  ReferenceClient client() {
    return client;
  }

  Journal journal() {
    return journal;
  }

  /// Takes one of its own messages that nobody took before, if there is one.
  Optional<Own> takeOwn() {
    return Optional.ofNullable(own.poll());
  }

  Map<String, String> latest() {
    return latest;
  }

  /// The last seq of a channel that came.
  int seq(String channel) {
    return marks.last(channel).seq();
  }

  void sight(String channel, boolean visible) {
    journal.write(new Entry.SightChanged(Journal.now(), someone.id(), channel, visible));
  }

  @Override
  public void close() {
    client.close();
    journal.close();
  }

  /// What the reference client tells, and the read cursors beside.
  private final class Notes implements Watcher {
    private final JournalWatcher all = new JournalWatcher(journal, someone.id());

    /// Where a session has begun whose guild has not come yet.
    private String begun = "";

    @Override
    public void message(JsonNode message) {
      var channel = message.path("channel_id").asText();
      latest.put(channel, message.path("id").asText());
      if (message.path("author").path("id").asText().equals(someone.id())) {
        own.add(new Own(channel, message.path("id").asText()));
      }
    }

    @Override
    public void sending(String channel, String key, String content, String by) {
      all.sending(channel, key, content, by);
    }

    @Override
    public void answered(String channel, String key, Decision decision) {
      all.answered(channel, key, decision);
    }

    /// A new session shows the guild from its GUILD_CREATE on, which says what came before: only
    /// then is the session written down.
    @Override
    public void opened(String session, String address, boolean resumed, int s) {
      if (resumed) {
        all.opened(session, address, true, s);
      } else {
        begun = address;
      }
    }

    @Override
    public void closed(String session, int code) {
      all.closed(session, code);
    }

    @Override
    public void paged(Page page) {
      all.paged(page);
    }

    @Override
    public void dispatched(String session, int s, String type, JsonNode data) {
      if (type.equals("GUILD_CREATE") && !begun.isEmpty()) {
        all.opened(session, begun, false, 0);
        begun = "";
        atHome = true;
      }
      all.dispatched(session, s, type, data);
      if (type.equals("MESSAGE_ACK")) {
        cursor(data.path("channel_id").asText(), data.path("message_id").asText());
      } else if (type.equals("READY")) {
        data.path("read_state")
            .path("entries")
            .forEach(
                entry -> cursor(entry.path("id").asText(), entry.path("last_message_id").asText()));
      }
    }

    private void cursor(String channel, String id) {
      journal.write(new Entry.CursorSeen(Journal.now(), someone.id(), channel, id));
    }
  }
}
