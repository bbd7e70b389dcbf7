package chat.maru.platform.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.platform.Role;
import chat.maru.platform.Threads;
import io.helidon.config.mp.MpConfigSources;
import io.helidon.microprofile.config.ConfigCdiExtension;
import io.helidon.microprofile.messaging.MessagingCdiExtension;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The connector within the runtime's own messaging: what the server does, without the server.
public class MessagingIT {
  static TestBroker broker;
  static SeContainer container;

  @ApplicationScoped
  public static class Door {
    @Inject
    @Channel("words-out")
    @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 10_000)
    Emitter<Keyed> words;

    @Inject
    @Channel("idle-out")
    @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 10)
    Emitter<Keyed> idle;

    CompletionStage<Void> say(String key, String word) {
      return words.send(new Keyed(key, word.getBytes(UTF_8)));
    }

    CompletionStage<Void> sayIdle(String word) {
      return idle.send(new Keyed("k", word.getBytes(UTF_8)));
    }
  }

  /// Decides by hand, on another thread; the first batch that holds a "poison" is refused once.
  @ApplicationScoped
  public static class Ear {
    static final List<String> HEARD = new CopyOnWriteArrayList<>();
    static final AtomicInteger REFUSED = new AtomicInteger();

    @Incoming("words-in")
    public CompletionStage<Void> hear(Message<Batch> message) {
      return CompletableFuture.supplyAsync(() -> words(message.getPayload()))
          .thenCompose(
              words -> {
                if (words.contains("poison") && REFUSED.getAndIncrement() == 0) {
                  return message.nack(new IllegalStateException("the first time"));
                }
                HEARD.addAll(words);
                return message.ack();
              });
    }
  }

  /// Takes the payload: a throw is the nack.
  @ApplicationScoped
  public static class OtherEar {
    static final List<String> HEARD = new CopyOnWriteArrayList<>();
    static final AtomicInteger THROWN = new AtomicInteger();

    @Incoming("payload-in")
    public void hear(Batch batch) {
      var words = words(batch);
      if (words.contains("poison") && THROWN.getAndIncrement() < 2) {
        throw new IllegalStateException("not yet");
      }
      HEARD.addAll(words);
    }
  }

  @ApplicationScoped
  public static class IdleEar {
    static final AtomicInteger HEARD = new AtomicInteger();

    @Incoming("idle-in")
    public void hear(Batch batch) {
      HEARD.addAndGet(batch.records().size());
    }
  }

  static List<String> words(Batch batch) {
    return batch.records().stream().map(record -> new String(record.value(), UTF_8)).toList();
  }

  @BeforeAll
  @SuppressWarnings("unchecked")
  static void start() {
    broker = TestBroker.started();
    var settings =
        Map.ofEntries(
            Map.entry("maru.kafka.bootstrap", broker.bootstrap()),
            Map.entry("maru.kafka.partitions", "4"),
            Map.entry("mp.initializer.allow", "true"),
            Map.entry("mp.initializer.no-warn", "true"),
            Map.entry(
                "mp.messaging.connector.chat-kafka.bootstrap.servers", "${maru.kafka.bootstrap}"),
            Map.entry("mp.messaging.incoming.words-in.connector", "chat-kafka"),
            Map.entry("mp.messaging.incoming.words-in.topic", "messages"),
            Map.entry("mp.messaging.incoming.words-in.group.id", "ears"),
            Map.entry("mp.messaging.incoming.words-in.role", "worker"),
            Map.entry("mp.messaging.incoming.words-in.max.poll.records", "50"),
            Map.entry("mp.messaging.incoming.words-in.redeliver.backoff.ms", "50"),
            Map.entry("mp.messaging.incoming.payload-in.connector", "chat-kafka"),
            Map.entry("mp.messaging.incoming.payload-in.topic", "chat.messages.v1"),
            Map.entry("maru.test.group", "other-ears"),
            Map.entry("mp.messaging.incoming.payload-in.group.id", "${maru.test.group}"),
            Map.entry("mp.messaging.incoming.payload-in.redeliver.backoff.ms", "50"),
            Map.entry("mp.messaging.incoming.idle-in.connector", "chat-kafka"),
            Map.entry("mp.messaging.incoming.idle-in.topic", "messages"),
            Map.entry("mp.messaging.incoming.idle-in.group.id", "idle-ears"),
            Map.entry("mp.messaging.incoming.idle-in.active", "false"),
            Map.entry("mp.messaging.outgoing.words-out.connector", "chat-kafka"),
            Map.entry("mp.messaging.outgoing.words-out.topic", "messages"),
            Map.entry("mp.messaging.outgoing.words-out.acks", "all"),
            Map.entry("mp.messaging.outgoing.words-out.max.request.size", "100000"),
            Map.entry("mp.messaging.outgoing.idle-out.connector", "chat-kafka"),
            Map.entry("mp.messaging.outgoing.idle-out.topic", "messages"),
            Map.entry("mp.messaging.outgoing.idle-out.role", "gateway"),
            Map.entry("maru.role", "worker"));
    var resolver = ConfigProviderResolver.instance();
    resolver.registerConfig(
        resolver.getBuilder().withSources(MpConfigSources.create(settings)).build(),
        Thread.currentThread().getContextClassLoader());
    container =
        SeContainerInitializer.newInstance()
            .disableDiscovery()
            .addExtensions(ConfigCdiExtension.class, MessagingCdiExtension.class)
            .addBeanClasses(
                KafkaConnector.class,
                Consumers.class,
                Senders.class,
                Topics.class,
                Threads.class,
                Role.class,
                Door.class,
                Ear.class,
                OtherEar.class,
                IdleEar.class)
            .initialize();
    container.select(Topics.class).get().ensure();
  }

  @AfterAll
  static void stop() {
    container.close();
    broker.close();
  }

  @Test
  void whatIsEmittedIsConfirmedAndComesInBatchesOnceTheConsumersAreOpen() throws Exception {
    var door = container.select(Door.class).get();
    var consumers = container.select(Consumers.class).get();
    var stages = new ArrayList<CompletionStage<Void>>();
    for (var i = 0; i < 500; i++) {
      stages.add(door.say("key" + i % 7, i == 250 ? "poison" : "key" + i % 7 + ":" + i));
    }
    for (var stage : stages) {
      stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
    assertThat(Ear.HEARD).as("closed consumers read nothing").isEmpty();

    consumers.open();

    Await.until(Duration.ofSeconds(20), () -> Ear.HEARD.size() >= 500);
    Await.until(Duration.ofSeconds(20), () -> OtherEar.HEARD.size() >= 500);
    assertThat(Ear.HEARD).hasSize(500).doesNotHaveDuplicates();
    assertThat(OtherEar.HEARD).hasSize(500).doesNotHaveDuplicates();
    assertThat(Ear.REFUSED).hasValue(2);
    assertThat(OtherEar.THROWN).hasValueGreaterThanOrEqualTo(3);
    for (var k = 0; k < 7; k++) {
      var prefix = "key" + k + ":";
      assertThat(Ear.HEARD.stream().filter(word -> word.startsWith(prefix)))
          .extracting(word -> Integer.valueOf(word.substring(prefix.length())))
          .isSorted();
    }
    assertThat(IdleEar.HEARD).hasValue(0);
    assertThat(consumers.figures())
        .hasEntrySatisfying("words-in", it -> assertThat(it.redelivered()).isEqualTo(1));
    assertThat(container.select(Senders.class).get().figures())
        .hasEntrySatisfying(
            "words-out", it -> assertThat(it.confirmed()).isGreaterThanOrEqualTo(500));

    var tooLarge = door.say("key0", "x".repeat(200_000)).toCompletableFuture();
    var small = door.say("key0", "small").toCompletableFuture();
    small.get(10, TimeUnit.SECONDS);
    assertThatThrownBy(() -> tooLarge.get(10, TimeUnit.SECONDS))
        .satisfies(
            thrown ->
                assertThat(SendException.of(thrown).reason())
                    .isEqualTo(SendException.Reason.TOO_LARGE));
    Await.until(Duration.ofSeconds(10), () -> Ear.HEARD.contains("small"));

    consumers.close();
    assertThat(broker.groups()).as("expressions are resolved").contains("ears", "other-ears");
    assertThat(container.select(Topics.class).get().lag("chat.messages.v1", "ears").values())
        .as("closing commits what was acknowledged")
        .allMatch(lag -> lag == 0);
  }

  @Test
  void aChannelThatIsOffRefuses() {
    var refused = container.select(Door.class).get().sayIdle("word").toCompletableFuture();

    assertThatThrownBy(() -> refused.get(5, TimeUnit.SECONDS))
        .satisfies(
            thrown ->
                assertThat(SendException.of(thrown).reason())
                    .isEqualTo(SendException.Reason.CLOSED));
  }
}
