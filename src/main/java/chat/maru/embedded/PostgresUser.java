package chat.maru.embedded;

import chat.maru.platform.Surroundings.SurroundingsException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// As whom PostgreSQL runs: it refuses to run as root. An ordinary user runs it as himself; root
/// hides its number in a user namespace, or where containers forbid that, steps down to `postgres`
/// or `nobody`. A cluster that exists decides by its owner.
record PostgresUser(List<String> prefix, @Nullable UserPrincipal owner) {

  /// @param program what must be reachable for the user that is chosen
  static PostgresUser choose(DataDirectory data, Path program)
      throws IOException, InterruptedException {
    var stranger = data.strangerOwning("postgres");
    if (!data.isRoot()) {
      if (stranger.isPresent()) {
        throw data.belongsTo(stranger.get(), "postgres");
      }
      return new PostgresUser(List.of(), null);
    }
    var namespace = List.of("unshare", "-U");
    if (stranger.isEmpty() && succeeds(namespace, "true")) {
      return new PostgresUser(namespace, null);
    }
    for (var name : List.of("postgres", "nobody")) {
      var user = user(name);
      if (user.isEmpty() || !stranger.map(user.get()::equals).orElse(true)) {
        continue;
      }
      var stepDown = List.of("setpriv", "--reuid", name, "--clear-groups");
      if (succeeds(stepDown, "test", "-x", program.toString())) {
        return new PostgresUser(stepDown, user.get());
      }
    }
    if (stranger.isPresent()) {
      throw data.belongsTo(stranger.get(), "postgres");
    }
    throw new SurroundingsException(
        "PostgreSQL does not run as root, and here root may neither make a user namespace (unshare -U) nor step down to a user that can read %s: start as an ordinary user, or give the address of your own database with %s."
            .formatted(program, EmbeddedConfig.spellings("maru.db.url")));
  }

  List<String> command(String... words) {
    var command = new ArrayList<>(prefix);
    command.addAll(List.of(words));
    return command;
  }

  /// Hands a directory and all in it to the user.
  void give(Path directory) throws IOException {
    var to = owner;
    if (to != null) {
      try (var files = Files.walk(directory)) {
        for (var file : files.toList()) {
          Files.setOwner(file, to);
        }
      }
    }
  }

  private static Optional<UserPrincipal> user(String name) {
    try {
      return Optional.of(
          FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name));
    } catch (IOException e) {
      return Optional.empty(); // no such user here
    }
  }

  private static boolean succeeds(List<String> prefix, String... words)
      throws InterruptedException {
    var command = new ArrayList<>(prefix);
    command.addAll(List.of(words));
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor(10, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
      return false;
    } catch (IOException e) {
      return false; // the program is not installed
    }
  }
}
