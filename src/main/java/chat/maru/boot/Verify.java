package chat.maru.boot;

import chat.maru.message.audit.Finding;
import chat.maru.message.audit.Report;
import chat.maru.message.audit.Verification;
import chat.maru.platform.Surroundings;
import chat.maru.platform.Surroundings.SurroundingsException;
import chat.maru.platform.stream.StreamConfig;
import chat.maru.platform.stream.StreamException;
import chat.maru.platform.stream.Topic;
import chat.maru.platform.stream.Topics;
import chat.maru.wire.Json;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;

/// The command `verify`: checks an installation or a restored backup, and starts no server. Says
/// what it found on standard output; logs go to standard error.
final class Verify {
  /// Nothing was found.
  static final int CLEAN = 0;

  /// Something was found.
  static final int FINDINGS = 1;

  /// It could not be looked at.
  static final int COULD_NOT_RUN = 2;

  private static final String USAGE =
      """
      Usage: verify [--json] [--database-only]
        --json           writes one JSON object
        --database-only  does not look at the logs of the broker
      Settings as for the server: MARU_DB_URL, MARU_KAFKA_BOOTSTRAP and so on.
      Ends with 0: all is well, 1: something was found, 2: it could not be checked.
      """;

  private static final Set<String> OPTIONS = Set.of("--json", "--database-only");

  /// Standard output itself: what a command answers is no log.
  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private final List<String> options;

  private Verify(List<String> options) {
    this.options = options;
  }

  /// Runs the command.
  ///
  /// @return what the process ends with
  static int run(List<String> options) {
    return new Verify(options).run();
  }

  private int run() {
    if (!OPTIONS.containsAll(options)) {
      out.print(USAGE);
      return options.contains("--help") ? CLEAN : COULD_NOT_RUN;
    }
    var brought = ServiceLoader.load(Surroundings.class).findFirst();
    try {
      brought.ifPresent(it -> it.start(Given.read()).forEach(System::setProperty));
      return verify();
    } catch (SurroundingsException | StreamException e) {
      return couldNot(String.valueOf(e.getMessage()));
    } catch (SQLException e) {
      return couldNot("The database can't be checked (MARU_DB_URL): " + e.getMessage());
    } catch (Verification.Unreadable e) {
      return couldNot("The database went away: " + e.getCause());
    } finally {
      brought.ifPresent(Surroundings::stop);
    }
  }

  private int verify() throws SQLException {
    var config = ConfigProvider.getConfig();
    var login = new Properties();
    login.setProperty("user", config.getValue("maru.db.user", String.class));
    login.setProperty("password", config.getValue("maru.db.password", String.class));
    login.setProperty("ApplicationName", "maru verify");
    login.setProperty("connectTimeout", "5");
    login.setProperty("tcpKeepAlive", "true");
    var url = config.getValue("maru.db.url", String.class);
    try (var connection = DriverManager.getConnection(url, login)) {
      var report = Verification.run(connection, logs()).written();
      out.print(options.contains("--json") ? Json.write(report) + "\n" : text(report));
      return report.clean() ? CLEAN : FINDINGS;
    }
  }

  private Optional<Verification.Logs> logs() {
    if (options.contains("--database-only")) {
      return Optional.empty();
    }
    var config = ConfigProvider.getConfig();
    var topics = new Topics();
    return Optional.of(
        new Verification.Logs(
            StreamConfig.of(config),
            topics.name(Topic.MESSAGES),
            topics.name(Topic.PERSISTED),
            topics.name(Topic.DEAD_LETTERS),
            config.getValue("mp.messaging.incoming.messages-in.group.id", String.class),
            config.getValue("maru.audit.settle", Duration.class)));
  }

  private int couldNot(String sentence) {
    out.println(
        options.contains("--json")
            ? Json.write(Map.of("could_not_run", sentence))
            : "Could not verify: " + sentence);
    return COULD_NOT_RUN;
  }

  private static String text(Report.Written report) {
    var text = new StringBuilder();
    report.checked().forEach((what, count) -> text.append("%12d  %s%n".formatted(count, what)));
    report.notes().forEach(note -> text.append("Note: %s%n".formatted(note)));
    if (report.clean()) {
      return text.append("Nothing was found.\n").toString();
    }
    text.append("\nFound:\n");
    report
        .counts()
        .forEach(
            (fault, count) ->
                text.append("%12d  %-10s %s%n".formatted(count, fault.kind(), fault)));
    text.append('\n');
    report.findings().forEach(finding -> text.append(line(finding)));
    return text.append("What to do: docs/runbooks/audit-findings.md\n").toString();
  }

  private static String line(Finding it) {
    return "%s channel=%d message=%d seq=%d count=%d %s%n"
        .formatted(it.fault(), it.channelId(), it.messageId(), it.seq(), it.count(), it.place());
  }
}
