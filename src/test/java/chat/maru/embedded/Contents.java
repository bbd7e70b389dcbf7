package chat.maru.embedded;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import redis.clients.jedis.Jedis;

/// Something in each of the three that a later start must find.
record Contents(Map<String, String> at) {
  private static final int RECORDS = 100;

  void write() throws SQLException, ExecutionException, InterruptedException {
    try (var connection = database();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n");
    }
    try (var redis = redis()) {
      redis.set("kept", "yes");
    }
    var broker = Map.<String, Object>of("bootstrap.servers", at.get("maru.kafka.bootstrap"));
    try (var admin = Admin.create(broker)) {
      admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
    }
    try (var producer =
        new KafkaProducer<>(broker, new StringSerializer(), new StringSerializer())) {
      for (var n = 0; n < RECORDS; n++) {
        producer.send(new ProducerRecord<>("kept", "record " + n)).get();
      }
    }
  }

  void requireAll() throws SQLException {
    try (var connection = database();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM kept")) {
      rows.next();
      assertThat(rows.getInt(1)).isEqualTo(1000);
    }
    try (var redis = redis()) {
      assertThat(redis.get("kept")).isEqualTo("yes");
    }
    assertThat(records()).hasSize(RECORDS).endsWith("record 99");
  }

  private List<String> records() {
    var found = new ArrayList<String>();
    var partition = List.of(new TopicPartition("kept", 0));
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", at.get("maru.kafka.bootstrap")),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(partition);
      consumer.seekToBeginning(partition);
      var end = requireNonNull(consumer.endOffsets(partition).get(partition.getFirst()));
      while (consumer.position(partition.getFirst()) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(record -> found.add(record.value()));
      }
    }
    return found;
  }

  Connection database() throws SQLException {
    return DriverManager.getConnection(
        at.get("maru.db.url"), at.get("maru.db.user"), at.get("maru.db.password"));
  }

  Jedis redis() {
    return new Jedis(URI.create(at.get("maru.redis.url")));
  }
}
