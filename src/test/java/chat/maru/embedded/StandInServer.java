package chat.maru.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.concurrent.CountDownLatch;

/// A JVM that starts the services, writes their settings to a file and waits to be killed.
final class StandInServer {
  private StandInServer() {}

  /// @param words the file to write to, then settings as `key=value`
  public static void main(String[] words) throws Exception {
    var settings = new HashMap<String, String>();
    for (var word : words) {
      var at = word.indexOf('=');
      if (at > 0) {
        settings.put(word.substring(0, at), word.substring(at + 1));
      }
    }
    var found = new EmbeddedServices().start(settings::get);
    var lines = new StringBuilder();
    found.forEach((key, value) -> lines.append(key).append('=').append(value).append('\n'));
    var draft = Files.writeString(Path.of(words[0] + ".new"), lines);
    Files.move(draft, Path.of(words[0]));
    new CountDownLatch(1).await();
  }
}
