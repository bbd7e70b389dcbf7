package chat.maru.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Services;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddedServicesIT {
  @Test
  void whatWasCommittedSurvivesTheDeathOfTheDatabase() throws SQLException {
    try (var connection = connect(Services.get());
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE survives AS SELECT 7 AS n");
    }

    Services.killPostgres();
    Services.startPostgres();

    try (var connection = connect(Services.get());
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT n FROM survives")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(7);
    }
  }

  private static Connection connect(Map<String, String> at) throws SQLException {
    return DriverManager.getConnection(
        at.get("maru.db.url"), at.get("maru.db.user"), at.get("maru.db.password"));
  }
}
