package chat.maru.boot;

import chat.maru.event.Relay;
import chat.maru.message.LogRetention;
import chat.maru.platform.Role;
import chat.maru.platform.sql.NodeLease;
import chat.maru.platform.sql.Schema;
import chat.maru.platform.stream.Consumers;
import chat.maru.platform.stream.Topics;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/// Brings the parts up in the order in which they need each other.
@ApplicationScoped
public class Startup {
  @Inject Schema schema;
  @Inject NodeLease nodeLease;
  @Inject Topics topics;
  @Inject Consumers consumers;
  @Inject Relay relay;
  @Inject LogRetention retention;
  @Inject Role role;

  void start(@Observes @Priority(2000) @Initialized(ApplicationScoped.class) Object event) {
    schema.migrate();
    nodeLease.start();
    topics.ensure();
    if (role.isWorker()) {
      relay.start();
      retention.start();
    }
    consumers.open();
  }
}
