package chat.maru.arch.broken.message;

import chat.maru.arch.broken.boot.Start;
import chat.maru.arch.broken.channel.Lists;
import chat.maru.arch.broken.embedded.Topic;
import chat.maru.arch.broken.gateway.Door;
import io.helidon.http.Header;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OneToMany;
import jakarta.websocket.Session;
import jakarta.ws.rs.GET;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import redis.clients.jedis.Jedis;

/// Holds what belongs elsewhere, in a class that extends one of ours and is a bean.
@ApplicationScoped
public class Everything extends Lists {
  public int counter;

  @ConfigProperty(name = "maru.port")
  Optional<String> port = Optional.empty();

  Start boot = new Start();
  Door gateway = new Door();
  Optional<EntityManager> entityManager = Optional.empty();
  Optional<Topic> topic = Optional.empty();
  ThreadLocal<String> local = new ThreadLocal<>();
  Class<?>[] outside = {Header.class, TopicPartition.class, Jedis.class, Session.class, GET.class};

  @OneToMany List<Row> rows = List.of();

  long now() {
    System.out.println(Instant.now());
    return System.currentTimeMillis();
  }

  int many(int a, int b, int c, int d, int e, int f) {
    return a + b + c + d + e + f;
  }
}
