package chat.maru.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/// The SQL statements that the server in this JVM prepares for HTTP requests and for what clients
/// of the gateway ask. Installed by [Maru]: Hibernate makes one from its name.
public final class Statements implements StatementInspector {
  private static final long serialVersionUID = 1L;

  /// How the threads of requests are named.
  private static final List<String> REQUESTS = List.of("WebServer", "gateway-op");

  private static final List<String> SEEN = new CopyOnWriteArrayList<>();
  private static volatile boolean listening;

  /// Returns the statements of a call. Not to be used by two tests at once.
  public static List<String> of(Runnable call) {
    SEEN.clear();
    listening = true;
    try {
      call.run();
    } finally {
      listening = false;
    }
    return List.copyOf(SEEN);
  }

  @Override
  public String inspect(String sql) {
    if (listening) {
      var thread = Thread.currentThread().getName();
      if (REQUESTS.stream().anyMatch(thread::contains)) {
        SEEN.add(sql);
      }
    }
    return sql;
  }
}
