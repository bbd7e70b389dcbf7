package chat.maru.proof.journal;

import chat.maru.reference.Decision;
import chat.maru.reference.Page;
import chat.maru.reference.Watcher;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// Writes down all that a reference client does and is told.
///
/// @param user the id of the client's user
public record JournalWatcher(Journal journal, String user) implements Watcher {

  @Override
  public void sending(String channel, String key, String content, String by) {
    journal.write(new Entry.Sent(Journal.now(), user, channel, key, content, by));
  }

  @Override
  public void answered(String channel, String key, Decision decision) {
    journal.write(
        new Entry.Answered(
            Journal.now(),
            user,
            channel,
            key,
            decision.status().name(),
            decision.code(),
            decision.id(),
            decision.seq()));
  }

  @Override
  public void opened(String session, String address, boolean resumed, int s) {
    journal.write(new Entry.Opened(Journal.now(), user, session, address, resumed, s));
  }

  @Override
  public void closed(String session, int code) {
    journal.write(new Entry.Closed(Journal.now(), user, session, code));
  }

  @Override
  public void dispatched(String session, int s, String type, JsonNode data) {
    follows(session, data.path(type.equals("READY") ? "private_channels" : "channels"), type);
    if (List.of("MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE").contains(type)) {
      shown(session, s, type, data);
    }
  }

  /// Notes an event about a message.
  public void shown(String session, int s, String type, JsonNode data) {
    journal.write(
        new Entry.Shown(
            Journal.now(),
            user,
            session,
            s,
            type,
            data.path("channel_id").asText(),
            data.path("id").asText(),
            data.path("seq").asInt(),
            data.path("author").path("id").asText(),
            data.path("content").asText()));
  }

  private void follows(String session, JsonNode channels, String type) {
    if (type.equals("READY") || type.equals("GUILD_CREATE")) {
      for (var channel : channels) {
        journal.write(
            new Entry.Follows(
                Journal.now(),
                user,
                session,
                channel.path("id").asText(),
                Long.toString(channel.path("last_message_id").asLong())));
      }
    }
  }

  @Override
  public void paged(Page page) {
    journal.write(
        new Entry.Paged(
            Journal.now(),
            user,
            page.channel(),
            page.walk(),
            page.by(),
            page.anchor(),
            page.limit(),
            page.messages().stream().map(message -> message.path("id").asText()).toList(),
            page.messages().stream().map(message -> message.path("seq").asInt()).toList(),
            page.last()));
  }
}
