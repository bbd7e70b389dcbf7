package chat.maru.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.wire.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLineTest {
  private static LogRecord record(String message, Object... parameters) {
    var record = new LogRecord(Level.INFO, message);
    record.setLoggerName("chat.maru.event.Relay");
    record.setInstant(Instant.parse("2026-11-21T10:00:00.123456Z"));
    record.setParameters(parameters);
    return record;
  }

  @Test
  void textIsOneLineWithTheRequestItBelongsTo() {
    var lines = new LogLine(LogLine.Format.TEXT);

    assertThat(lines.format(record("event=relay.holds node={0}", 7)))
        .isEqualTo("2026-11-21T10:00:00.123Z INFO Relay event=relay.holds node=7\n");
    Correlation.run(
        "r-1",
        () ->
            assertThat(lines.format(record("event=x")))
                .isEqualTo("2026-11-21T10:00:00.123Z INFO Relay request=r-1 event=x\n"));
  }

  @Test
  void jsonHoldsThePairsOfTheMessage() throws JsonProcessingException {
    var failed = record("event=part.away part={0} cause=\"no answer\" level=odd", "kafka");
    failed.setThrown(new IllegalStateException("gone"));

    var line = new LogLine(LogLine.Format.JSON).format(failed);

    assertThat(line).endsWith("}\n").doesNotContain("\n{").hasLineCount(1);
    var object = Json.tree(line);
    assertThat(object.path("event").asText()).isEqualTo("part.away");
    assertThat(object.path("part").asText()).isEqualTo("kafka");
    assertThat(object.path("cause").asText()).isEqualTo("no answer");
    assertThat(object.path("level").asText()).as("a message can not forge it").isEqualTo("INFO");
    assertThat(object.path("trace").asText()).contains("IllegalStateException: gone");
  }

  @Test
  void idsFromOutsideMustBeHarmless() {
    assertThat(Correlation.isAcceptable("0af7651916cd43dd-8448.x_1")).isTrue();
    assertThat(Correlation.isAcceptable("a b")).isFalse();
    assertThat(Correlation.isAcceptable("a\nevent=forged")).isFalse();
    assertThat(Correlation.isAcceptable("")).isFalse();
    assertThat(Correlation.isAcceptable("x".repeat(65))).isFalse();
  }

  @Test
  void aSettingThatIsNoneIsRefusedBySentence() {
    assertThatThrownBy(() -> Logs.configure(Map.of("maru.log.format", "xml")::get))
        .hasMessageContaining("MARU_LOG_FORMAT");
    assertThatThrownBy(() -> Logs.configure(Map.of("maru.log.level", "loud")::get))
        .hasMessageContaining("MARU_LOG_LEVEL");
  }
}
