package chat.maru.platform.stream;

import chat.maru.platform.Role;
import chat.maru.platform.Threads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.eclipse.microprofile.reactive.messaging.spi.ConnectorFactory;
import org.eclipse.microprofile.reactive.messaging.spi.IncomingConnectorFactory;
import org.eclipse.microprofile.reactive.messaging.spi.OutgoingConnectorFactory;
import org.eclipse.microprofile.reactive.streams.operators.PublisherBuilder;
import org.eclipse.microprofile.reactive.streams.operators.ReactiveStreams;
import org.eclipse.microprofile.reactive.streams.operators.SubscriberBuilder;

/// The connector `chat-kafka` of MicroProfile Reactive Messaging.
///
/// Incoming channels deliver one `Message<Batch>` per poll, the next one after its ack or nack,
/// once [Consumers] is open. The method either takes `Batch` (a throw is a nack) or takes
/// `Message<Batch>` and must always end in `ack()` or `nack()`: a throw alone would decide nothing.
///
/// Outgoing channels take [Keyed] payloads. `emitter.send(keyed)` returns a stage that completes
/// when the broker has confirmed, or fails; [SendException#of] finds the reason. Emitters carry
/// `@OnOverflow(BUFFER)` with a buffer of at least `queue.size`; it stays empty, since a full queue
/// refuses at once here.
@ApplicationScoped
@Connector(KafkaConnector.NAME)
public class KafkaConnector implements IncomingConnectorFactory, OutgoingConnectorFactory {
  public static final String NAME = "chat-kafka";

  private static final String OWN_ADDRESS = CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;
  private static final Set<String> CONSUMER_KEYS = keys(ConsumerConfig.configNames());
  private static final Set<String> PRODUCER_KEYS = keys(ProducerConfig.configNames());

  @Inject Consumers consumers;
  @Inject Senders senders;
  @Inject Threads threads;
  @Inject Topics topics;
  @Inject StreamConfig streamConfig;
  @Inject Role role;

  @Override
  public PublisherBuilder<? extends Message<?>> getPublisherBuilder(Config config) {
    var publisher = new BatchPublisher();
    if (isActive(config)) {
      var topic = topics.resolve(config.getValue("topic", String.class));
      consumers.register(new BatchLoop(topic, reading(config), publisher, threads));
    }
    return ReactiveStreams.fromPublisher(publisher);
  }

  @Override
  public SubscriberBuilder<? extends Message<?>, Void> getSubscriberBuilder(Config config) {
    var topic = topics.resolve(config.getValue("topic", String.class));
    if (!isActive(config)) {
      return ReactiveStreams.<Message<?>>builder().to(new SendSubscriber(topic, null));
    }
    var limits =
        new SendLimits(
            config.getOptionalValue("queue.size", Integer.class).orElse(SendLimits.DEFAULT.queue()),
            millis(config, "deadline.ms", SendLimits.DEFAULT.deadline()));
    var kafka = passed(config, PRODUCER_KEYS);
    var sender = new Sender(address(config), topic, limits, kafka);
    senders.register(channel(config), sender);
    return ReactiveStreams.<Message<?>>builder().to(new SendSubscriber(topic, sender));
  }

  private BatchSettings reading(Config config) {
    var own = new HashMap<String, Object>();
    own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    own.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "500");
    own.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000");
    own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    own.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "500");
    own.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    own.put(ConsumerConfig.CLIENT_ID_CONFIG, StreamConfig.clientId(channel(config)));
    own.putAll(passed(config, CONSUMER_KEYS));
    own.put(ConsumerConfig.GROUP_ID_CONFIG, config.getValue("group.id", String.class));
    own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    own.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class.getName());
    own.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    return new BatchSettings(
        channel(config),
        address(config).with(own),
        millis(config, "gather.ms", Duration.ZERO),
        millis(config, "redeliver.backoff.ms", Duration.ofMillis(200)),
        millis(config, "close.timeout.ms", Duration.ofSeconds(10)));
  }

  private StreamConfig address(Config config) {
    return config
        .getOptionalValue(OWN_ADDRESS, String.class)
        .map(streamConfig::withBootstrap)
        .orElse(streamConfig);
  }

  /// A channel is off by `active=false`, or where its `role` is not this node's.
  private boolean isActive(Config config) {
    return config.getOptionalValue("active", Boolean.class).orElse(true)
        && config.getOptionalValue("role", String.class).map(role::plays).orElse(true);
  }

  private static String channel(Config config) {
    return config.getValue(ConnectorFactory.CHANNEL_NAME_ATTRIBUTE, String.class);
  }

  private static Duration millis(Config config, String key, Duration otherwise) {
    return config.getOptionalValue(key, Long.class).map(Duration::ofMillis).orElse(otherwise);
  }

  private static Map<String, String> passed(Config config, Set<String> keys) {
    var passed = new HashMap<String, String>();
    for (var key : keys) {
      config.getOptionalValue(key, String.class).ifPresent(value -> passed.put(key, value));
    }
    return passed;
  }

  /// Kafka's own keys, without those that name classes or that this package decides.
  private static Set<String> keys(Set<String> all) {
    return all.stream()
        .filter(
            key ->
                !key.endsWith("serializer")
                    && !key.endsWith(".classes")
                    && !key.endsWith("reporters")
                    && !key.startsWith("transaction")
                    && !key.equals(OWN_ADDRESS))
        .collect(Collectors.toUnmodifiableSet());
  }
}
