package chat.maru.message.audit;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.message.audit.Agreement.Decision;
import chat.maru.message.audit.LogEntry.LoggedMessage;
import chat.maru.message.log.MessageAccepted;
import chat.maru.wire.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the log, the table and the accepted message say of one message.
class AgreementTest {
  private static final LoggedMessage LOGGED =
      new LoggedMessage(1, 2, 3, 4, 5, 6, "key", "event", Digests.sha256("hello"));
  private static final StoredRow ROW = row(5, 6, "key", "event", "hello", false);

  @Test
  void theSameSaysNothing() {
    assertThat(Agreement.check(LOGGED, ROW)).isEmpty();
  }

  @Test
  void anEditedMessageAndATombstoneAgree() {
    assertThat(Agreement.check(LOGGED, row(5, 6, "key", "event", "", true))).isEmpty();
  }

  @Test
  void whatTheTableDoesNotHaveIsLost() {
    assertThat(Agreement.check(LOGGED, null))
        .contains(Finding.of(Fault.NOT_IN_TABLE, 3, 4, 5).at("outbox 2 at 1"));
  }

  @Test
  void everyDifferenceIsFound() {
    for (var row :
        List.of(
            row(9, 6, "key", "event", "hello", false),
            row(5, 9, "key", "event", "hello", false),
            row(5, 6, "other", "event", "hello", false),
            row(5, 6, "key", "other", "hello", false),
            row(5, 6, "key", "event", "other", false),
            row(9, 6, "key", "event", "hello", true))) {
      assertThat(Agreement.check(LOGGED, row))
          .map(Finding::fault)
          .as(row.toString())
          .contains(Fault.DIFFERS);
    }
  }

  @Test
  void anAcceptedMessageIsStoredOrDecidedElsewhere() throws JsonProcessingException {
    var event = accepted("hello");
    var hash = event.contentHashHex();

    assertThat(Agreement.decision(event, stored("0190-a", hash))).isEqualTo(Decision.STORED);
    assertThat(Agreement.decision(event, stored("0190-a", accepted("no").contentHashHex())))
        .isEqualTo(Decision.DIFFERS);
    assertThat(Agreement.decision(event, stored("0190-b", hash))).isEqualTo(Decision.ELSEWHERE);
    assertThat(Agreement.decision(event, null)).isEqualTo(Decision.ELSEWHERE);
  }

  private static MessageAccepted accepted(String content) throws JsonProcessingException {
    return Json.read(
        """
        {"v":1,"eventId":"0190-A","roomId":"3","senderId":"6","clientMsgId":"key","messageType":0,
         "content":"%s","producedAt":"2026-01-01T00:00:00Z","enforceNonce":false,"tts":false,
         "flags":0,"mentions":[],"mentionEveryone":false}
        """
            .formatted(content),
        MessageAccepted.class);
  }

  private static StoredRow stored(String eventId, String hash) {
    return new StoredRow(3, 4, 5, 6, "key", eventId, hash, "", false);
  }

  private static StoredRow row(
      int seq, long author, String key, String event, Object... contentAndChanged) {
    return new StoredRow(
        3,
        4,
        seq,
        author,
        key,
        event,
        "",
        Digests.sha256((String) contentAndChanged[0]),
        (Boolean) contentAndChanged[1]);
  }
}
