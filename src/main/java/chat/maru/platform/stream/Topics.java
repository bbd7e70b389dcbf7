package chat.maru.platform.stream;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/// The topics of this server: made when absent, checked when present, cut from the front by the
/// retention job. Names, counts and replication come from `maru.kafka.*`.
@ApplicationScoped
public class Topics {
  private static final Logger LOG = System.getLogger(Topics.class.getName());

  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final ReentrantLock lock = new ReentrantLock();
  private final TopicPlan plan;
  private final StreamConfig config;
  private @Nullable Broker connected;

  public Topics() {
    this(TopicPlan.of(ConfigProvider.getConfig()), StreamConfig.of(ConfigProvider.getConfig()));
  }

  Topics(TopicPlan plan, StreamConfig config) {
    this.plan = plan;
    this.config = config;
  }

  @Produces
  @Dependent
  StreamConfig streamConfig() {
    return config;
  }

  /// What a topic is called on this installation.
  public String name(Topic topic) {
    return plan.name(topic);
  }

  /// Makes the topics that are absent. Waits up to `maru.kafka.start-wait-seconds` for the broker.
  ///
  /// @throws StreamException with one sentence if the broker does not answer, or a topic has
  ///     another number of partitions than this server needs
  public void ensure() {
    var broker = broker();
    broker.awaitAnswer(plan.patience());
    for (var topic : Topic.values()) {
      if (find(broker, name(topic)) == null) {
        create(broker, topic);
      }
      check(topic, awaitLed(broker, name(topic)));
    }
  }

  /// Asks the broker for a sign of life. May take ten seconds.
  ///
  /// @throws StreamException if it does not answer
  public void ask() {
    broker().ask(admin -> admin.describeCluster().nodes());
  }

  /// Records of `topic` that the group has not committed yet, by partition. Asks the broker.
  public Map<Integer, Long> lag(String topic, String group) {
    var broker = broker();
    var committed = broker.committed(topic, group);
    var behind = new HashMap<Integer, Long>();
    offsets(broker, topic, OffsetSpec.latest())
        .forEach(
            (partition, end) -> behind.put(partition, end - committed.getOrDefault(partition, 0L)));
    return behind;
  }

  /// Up to which offset each partition may be cut: below what the group has committed, and older
  /// than `age`. Partitions without a commit are left out.
  public Map<Integer, Long> deletable(String topic, String group, Duration age) {
    var broker = broker();
    var committed = broker.committed(topic, group);
    var before = config.clock().instant().minus(age).toEpochMilli();
    var young = offsets(broker, topic, OffsetSpec.forTimestamp(before));
    var first = offsets(broker, topic, OffsetSpec.earliest());
    var deletable = new HashMap<Integer, Long>();
    committed.forEach(
        (partition, done) -> {
          long firstYoung = young.getOrDefault(partition, -1L);
          long until = firstYoung < 0 ? done : Math.min(done, firstYoung);
          if (until > first.getOrDefault(partition, 0L)) {
            deletable.put(partition, until);
          }
        });
    return deletable;
  }

  /// Deletes the records below the given offset of each partition.
  public void deleteRecordsBefore(String topic, Map<Integer, Long> offsets) {
    var requests = new HashMap<TopicPartition, RecordsToDelete>();
    offsets.forEach(
        (partition, offset) ->
            requests.put(
                new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)));
    if (!requests.isEmpty()) {
      broker().ask(admin -> admin.deleteRecords(requests).all());
      LOG.log(Level.INFO, "event=records_deleted topic={0} before={1}", topic, offsets);
    }
  }

  @PreDestroy
  void close() {
    lock.lock();
    try {
      if (connected != null) {
        connected.close();
        connected = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /// A channel's `topic` is one of our keys or a name as it is.
  String resolve(String keyOrName) {
    return Arrays.stream(Topic.values())
        .filter(topic -> topic.key().equals(keyOrName))
        .findFirst()
        .map(this::name)
        .orElse(keyOrName);
  }

  private Broker broker() {
    lock.lock();
    try {
      if (connected == null) {
        connected = new Broker(config);
      }
      return connected;
    } finally {
      lock.unlock();
    }
  }

  private void create(Broker broker, Topic topic) {
    try {
      broker.ask(admin -> admin.createTopics(List.of(plan.asNew(topic))).all());
      LOG.log(Level.INFO, "event=topic_made topic={0}", name(topic));
    } catch (StreamException e) {
      if (!(e.getCause() instanceof TopicExistsException)) { // another node was first
        throw e;
      }
    }
  }

  private void check(Topic topic, int partitions) {
    if (partitions == plan.partitions(topic)) {
      return;
    }
    throw new StreamException(
        "The topic %s has %d partitions and this server needs %d: give it another name (%s)%s."
            .formatted(
                name(topic),
                partitions,
                plan.partitions(topic),
                "maru.kafka.topic." + topic.key(),
                topic == Topic.MESSAGES ? " or say so (maru.kafka.partitions)" : ""));
  }

  /// Returns the number of partitions once each has a leader that knows of it: a new topic is not
  /// there at once, and what is sent in between may fail until its timeout (KAFKA-15591). One
  /// broker may know it before another does.
  private int awaitLed(Broker broker, String name) {
    var end = System.nanoTime() + plan.patience().toNanos();
    var led = led(broker, name);
    while (led == 0 && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      led = led(broker, name);
    }
    if (led == 0) {
      throw new StreamException("The topic " + name + " was made and is not to be seen.");
    }
    return led;
  }

  private static int led(Broker broker, String name) {
    return ifKnown(
            () ->
                Optional.ofNullable(find(broker, name))
                    .map(it -> broker.offsets(name, partitions(it), OffsetSpec.latest()).size()))
        .orElse(0);
  }

  private static List<Integer> partitions(TopicDescription topic) {
    return topic.partitions().stream().map(TopicPartitionInfo::partition).toList();
  }

  private static @Nullable TopicDescription find(Broker broker, String name) {
    return ifKnown(
            () ->
                Optional.ofNullable(
                    broker
                        .ask(admin -> admin.describeTopics(List.of(name)).allTopicNames())
                        .get(name)))
        .orElse(null);
  }

  /// Empty where the broker that was asked does not know the topic.
  private static <T> Optional<T> ifKnown(Supplier<Optional<T>> question) {
    try {
      return question.get();
    } catch (StreamException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Map<Integer, Long> offsets(Broker broker, String topic, OffsetSpec which) {
    var found = find(broker, topic);
    if (found == null) {
      throw new StreamException("The topic " + topic + " does not exist.");
    }
    return broker.offsets(topic, partitions(found), which);
  }
}
