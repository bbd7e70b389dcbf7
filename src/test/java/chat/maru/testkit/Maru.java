package chat.maru.testkit;

import chat.maru.boot.Main;
import chat.maru.embedded.Ports;
import java.util.HashMap;
import java.util.Map;

/// The server itself, started once on a free port, with [Services] around it: in the JVM of the
/// tests, or by `mvn -Pliberty` as a WAR on Open Liberty. Settings that a test wants otherwise are
/// system properties set before the first use, such as by a test that has a JVM of its own.
public final class Maru {
  private Maru() {}

  /// The address, such as `http://localhost:34567`, without a slash at its end. The first call
  /// starts the server and returns when it answers.
  public static String url() {
    return Running.URL;
  }

  /// The gateway's address, such as `ws://localhost:34567`.
  public static String gateway() {
    return "ws" + url().substring("http".length());
  }

  /// Loaded, and so started, by the first use.
  private static final class Running {
    static final String URL = begin();

    private static String begin() {
      var port = Ports.anyFree();
      var settings =
          Map.of(
              "maru.port",
              Integer.toString(port),
              "maru.data",
              Services.data().resolve("server").toString(),
              "maru.limit.tiers.enabled",
              "false",
              // Tests that send in a row would wait for seconds; LimitsIT has the size of always.
              "maru.limit.size.create-message",
              "1000/1s");
      if (Liberty.wanted()) {
        var all = new HashMap<>(Services.get());
        all.putAll(settings);
        Liberty.start(all);
        return "http://localhost:" + port;
      }
      Services.get().forEach(System::setProperty);
      settings.forEach(Running::setUnlessGiven);
      System.setProperty(
          "hibernate.session_factory.statement_inspector", Statements.class.getName());
      Main.start();
      return "http://localhost:" + System.getProperty("maru.port");
    }

    private static void setUnlessGiven(String key, String value) {
      if (System.getProperty(key) == null) {
        System.setProperty(key, value);
      }
    }
  }
}
