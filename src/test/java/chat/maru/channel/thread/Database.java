package chat.maru.channel.thread;

import chat.maru.testkit.Services;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The database behind the server: what would take too many calls is written there.
final class Database {
  private Database() {}

  static void run(String statement) throws SQLException {
    try (var connection = connect();
        var run = connection.createStatement()) {
      run.execute(statement);
    }
  }

  /// How the database would run a query.
  static List<String> plan(String query) throws SQLException {
    try (var connection = connect();
        var run = connection.createStatement();
        var rows = run.executeQuery("explain " + query)) {
      var lines = new ArrayList<String>();
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
      return lines;
    }
  }

  private static Connection connect() throws SQLException {
    var settings = Services.get();
    return DriverManager.getConnection(
        settings.get("maru.db.url"),
        settings.get("maru.db.user"),
        settings.get("maru.db.password"));
  }
}
