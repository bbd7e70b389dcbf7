package chat.maru.platform.stream;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.eclipse.microprofile.config.Config;

/// What the topics must be.
///
/// @param names what each topic is called
/// @param partitions of [Topic#MESSAGES]; the others have one
/// @param replication copies of each record; 3 in production
/// @param inSync copies that must be written before a record is confirmed; 2 in production
/// @param patience how long a start waits for the broker
record TopicPlan(
    Map<Topic, String> names, int partitions, int replication, int inSync, Duration patience) {
  /// Not below the producers' limit: a batch that only the broker finds too large is split in vain
  /// by the client until its delivery times out, with the small records in it.
  private static final int MAX_MESSAGE_BYTES = 1_048_588;

  private static final Duration PERSISTED_RETENTION = Duration.ofDays(7);

  static TopicPlan of(Config config) {
    var names = new EnumMap<Topic, String>(Topic.class);
    for (var topic : Topic.values()) {
      names.put(
          topic,
          config
              .getOptionalValue("maru.kafka.topic." + topic.key(), String.class)
              .orElse(topic.defaultName()));
    }
    return new TopicPlan(
        names,
        number(config, "maru.kafka.partitions", 24),
        number(config, "maru.kafka.replication", 1),
        number(config, "maru.kafka.min-insync-replicas", 1),
        Duration.ofSeconds(number(config, "maru.kafka.start-wait-seconds", 60)));
  }

  int partitions(Topic topic) {
    return topic == Topic.MESSAGES ? partitions : 1;
  }

  String name(Topic topic) {
    return names.getOrDefault(topic, topic.defaultName());
  }

  NewTopic asNew(Topic topic) {
    return new NewTopic(name(topic), partitions(topic), (short) replication)
        .configs(
            Map.of(
                TopicConfig.RETENTION_MS_CONFIG,
                topic == Topic.PERSISTED ? "" + PERSISTED_RETENTION.toMillis() : "-1",
                TopicConfig.RETENTION_BYTES_CONFIG,
                "-1",
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                "" + MAX_MESSAGE_BYTES,
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                "" + inSync));
  }

  private static int number(Config config, String key, int otherwise) {
    return config.getOptionalValue(key, Integer.class).orElse(otherwise);
  }
}
