package chat.maru.message.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.platform.stream.Received;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an audit takes for a record of the ordered log.
class LogEntryTest {
  private static final String EVENT = "0193A000-0000-7000-8000-000000000001";

  @Test
  void aStoredMessageIsTold() {
    var entry =
        read(
            """
            {"v":1,"type":"MESSAGE_CREATE","key":7,"outboxId":50,
             "payload":{"id":"9","channel_id":"7","seq":3,"content":"x"},
             "origin":{"eventId":"%s","clientMsgId":"k","senderId":5}}
            """
                .formatted(EVENT));
    assertThat(entry.outboxId()).isEqualTo(50);
    assertThat(entry.eventId()).isEqualTo(EVENT.toLowerCase(Locale.ROOT));
    assertThat(entry.message().orElseThrow().place()).isEqualTo(new StoredRow.Id(7, 9));
    assertThat(entry.message().orElseThrow().seq()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON",
        "null",
        "[]",
        "{\"type\":\"MESSAGE_CREATE\"}",
        "{\"v\":1,\"type\":\"MESSAGE_CREATE\",\"payload\":{}}",
        "{\"v\":1,\"type\":\"MESSAGE_CREATE\",\"outboxId\":\"x\"}",
        "{\"v\":99,\"type\":\"MESSAGE_CREATE\",\"outboxId\":50,\"payload\":{\"id\":\"9\"}}"
      })
  void whatNobodyReadsIsNoMessage(String record) {
    var entry = read(record);
    assertThat(entry.outboxId()).isZero();
    assertThat(entry.message()).isEmpty();
  }

  private static LogEntry read(String record) {
    return LogEntry.read(new Received("persisted", 0, 1, 2, "7", record.getBytes(UTF_8)));
  }
}
