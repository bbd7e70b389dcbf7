package chat.maru.embedded;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import kafka.tools.StorageTool;

/// What the broker's own JVM runs: makes the log where there is none yet, then the broker.
final class KafkaProcess {
  private KafkaProcess() {}

  /// @param words the configuration's file, and a cluster id where the log has to be made
  public static void main(String[] words) {
    if (words.length > 1) {
      format(words[0], words[1]);
    }
    kafka.Kafka.main(new String[] {words[0]});
  }

  /// `meta.properties` is written last: after a kill in between, the next start does it all again.
  private static void format(String config, String clusterId) {
    var said = new ByteArrayOutputStream();
    var exit =
        StorageTool.execute(
            new String[] {
              "format", "--ignore-formatted", "--cluster-id", clusterId, "--config", config
            },
            new PrintStream(said, true, StandardCharsets.UTF_8));
    if (exit != 0) {
      throw new IllegalStateException(said.toString(StandardCharsets.UTF_8).strip());
    }
  }
}
