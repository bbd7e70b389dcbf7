package chat.maru.message.log;

import chat.maru.platform.Threads;
import chat.maru.platform.stream.StreamException;
import chat.maru.platform.stream.Topic;
import chat.maru.platform.stream.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Cuts the log of accepted messages, which the broker itself keeps for ever: only what is stored
/// (below the persistor's committed offset) and older than `maru.message.log-retention` goes.
@ApplicationScoped
public class LogRetention {
  private static final System.Logger LOG = System.getLogger(LogRetention.class.getName());
  private static final Duration EVERY = Duration.ofHours(1);

  @Inject
  @ConfigProperty(name = "maru.message.log-retention")
  Duration age;

  @Inject
  @ConfigProperty(name = "mp.messaging.incoming.messages-in.group.id")
  String group;

  @Inject Topics topics;
  @Inject Threads threads;

  private @Nullable Thread loop;

  /// Starts the hourly job, where the node is a worker.
  public void start() {
    loop = threads.start("log-retention", this::run);
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        cut();
        Thread.sleep(EVERY);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  /// Cuts once.
  void cut() {
    var topic = topics.name(Topic.MESSAGES);
    try {
      var offsets = topics.deletable(topic, group, age);
      topics.deleteRecordsBefore(topic, offsets);
    } catch (StreamException e) {
      LOG.log(Level.WARNING, "event=retention.failed cause={0}", e.getMessage());
    }
  }

  @PreDestroy
  void stop() {
    if (loop != null) {
      loop.interrupt();
    }
  }
}
