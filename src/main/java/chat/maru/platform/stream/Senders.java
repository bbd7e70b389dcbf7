package chat.maru.platform.stream;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// All outgoing channels of this node that are switched on.
@ApplicationScoped
public class Senders {
  private final Map<String, Sender> senders = new ConcurrentHashMap<>();

  /// What each channel did, by channel.
  public Map<String, SendFigures> figures() {
    return senders.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().figures()));
  }

  void register(String channel, Sender sender) {
    senders.put(channel, sender);
  }

  @PreDestroy
  void close() {
    senders.values().forEach(Sender::close);
  }
}
