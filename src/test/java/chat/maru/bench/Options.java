package chat.maru.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the command line asks for: `--name value`, or `--name` alone for a switch.
final class Options {
  private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();
  private static final Map<String, String> MEANINGS = new LinkedHashMap<>();

  static {
    option("url", "http://localhost:8080", "the server");
    option("channels", "16", "channels, one in each guild");
    option("listeners", "10", "listening sockets of a channel");
    option("senders", "1", "sending sessions of a channel; more where one may not send so much");
    option("rate", "500", "messages a second in all, sent on schedule whatever happens");
    option("seconds", "30", "seconds that are measured; 0 leaves the load out");
    option("warmup", "10", "seconds before, checked for losses but not measured");
    option("ceiling", "0", "first rate of a climb until the server breaks; 0 leaves it out");
    option("break", "500", "p99 of the screen in ms at which a rate counts as broken");
    option("by", "gateway", "how to send: gateway (SEND_MESSAGE) or rest (Create Message)");
    option("size", "100", "characters of a message");
    option("wave", "500", "sockets that identify in one burst");
    option("fanout", "0", "sockets of the fan-out phase; 0 leaves it out");
    option("burst", "200", "messages of a fan-out round");
    option("rounds", "5", "fan-out rounds");
    option("idle", "0", "idle sockets whose memory is measured (needs --pid); 0 leaves it out");
    option("depth", "0", "messages in a long room that is read and written; 0 leaves it out");
    option("breadth", "0", "channels beside a small room, at least 500; 0 leaves it out");
    option("welcome", "false", "measures READY with 100 guilds and with one of 10,000 members");
    option("db", "jdbc:postgresql://localhost:15432/maru", "the server's database, to fill it");
    option("storm", "0", "sockets that are cut at once and come back; 0 leaves it out");
    option("db-user", "maru", "its user");
    option("db-password-file", "data/postgres/maru.password", "a file with its password");
    option("pid", "0", "process id of the server, on this machine: for CPU and memory");
    option("also", "", "further processes with their children: postgres=12,kafka=34");
    option("drain", "15", "seconds without a delivery after which waiting ends");
    option("note", "", "a line for the head of the report");
    option("out", "", "file for the report");
    option("i-own-this-host", "false", "allows a server that is not on this machine");
  }

  private final Map<String, String> given;

  private Options(Map<String, String> given) {
    this.given = given;
  }

  private static void option(String name, String value, String meaning) {
    DEFAULTS.put(name, value);
    MEANINGS.put(name, meaning);
  }

  /// Reads the command line.
  ///
  /// @throws IllegalArgumentException for a name that there is not, or a value that is missing
  static Options of(String... args) {
    var given = new LinkedHashMap<String, String>();
    for (var i = 0; i < args.length; i++) {
      var name = args[i].startsWith("--") ? args[i].substring(2) : "";
      var usual = DEFAULTS.get(name);
      if (usual == null) {
        throw new IllegalArgumentException("there is no option " + args[i] + "\n" + usage());
      }
      if (usual.equals("false")) {
        given.put(name, "true");
      } else if (++i < args.length) {
        given.put(name, args[i]);
      } else {
        throw new IllegalArgumentException("--" + name + " needs a value\n" + usage());
      }
    }
    var options = new Options(given);
    if (options.number("ceiling") > 0 && options.number("seconds") < 1) {
      throw new IllegalArgumentException("--ceiling needs --seconds, for each of its steps");
    }
    return options;
  }

  static String usage() {
    var text = new StringBuilder("options (and what they are if left out):\n");
    MEANINGS.forEach(
        (name, meaning) ->
            text.append("  --%-16s %s [%s]%n".formatted(name, meaning, DEFAULTS.get(name))));
    return text.toString();
  }

  String text(String name) {
    var value = given.getOrDefault(name, DEFAULTS.get(name));
    if (value == null) {
      throw new IllegalArgumentException("there is no option --" + name);
    }
    return value;
  }

  int number(String name) {
    return Integer.parseInt(text(name));
  }

  double rate() {
    return Double.parseDouble(text("rate"));
  }

  boolean on(String name) {
    return Boolean.parseBoolean(text(name));
  }

  URI url() {
    return URI.create(text("url").replaceFirst("/$", ""));
  }

  /// Further processes to watch, by the name to show them under.
  Map<String, Long> also() {
    var also = new LinkedHashMap<String, Long>();
    for (var part : text("also").split(",")) {
      var at = part.indexOf('=');
      if (at > 0) {
        also.put(part.substring(0, at), Long.parseLong(part.substring(at + 1)));
      }
    }
    return also;
  }

  /// A load is for one's own server.
  ///
  /// @throws IllegalArgumentException for a server that is elsewhere, without `--i-own-this-host`
  void requireOwnHost() throws IOException {
    for (var address : InetAddress.getAllByName(url().getHost())) {
      if (!address.isLoopbackAddress() && !on("i-own-this-host")) {
        throw new IllegalArgumentException(
            url() + " is not on this machine: add --i-own-this-host if the server is yours");
      }
    }
  }
}
