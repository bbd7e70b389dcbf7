package chat.maru.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What passes by itself, and what does not.
class OutageTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"08006", "40001", "40P01", "53300", "55P03", "57P01", "58030", "25006", "25P03"})
  void whatPassesIsAnOutage(String state) {
    assertThat(Outage.of(new RuntimeException(new SQLException("", state)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"22001", "23505", "25P02", "42601", "42P01", "XX000"})
  void aDefectIsNone(String state) {
    assertThat(Outage.of(new RuntimeException(new SQLException("", state)))).isFalse();
  }
}
