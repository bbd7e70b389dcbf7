package chat.maru.message.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// How much a running server looks after itself, and how often.
@ApplicationScoped
public class AuditConfig {
  @Inject
  @ConfigProperty(name = "maru.audit.enabled")
  boolean enabled;

  @Inject
  @ConfigProperty(name = "maru.audit.every")
  Duration every;

  @Inject
  @ConfigProperty(name = "maru.audit.channels")
  int channels;

  @Inject
  @ConfigProperty(name = "maru.audit.window")
  int window;

  @Inject
  @ConfigProperty(name = "maru.audit.records")
  int records;

  @Inject
  @ConfigProperty(name = "maru.audit.settle")
  Duration settle;

  @Inject
  @ConfigProperty(name = "maru.audit.keep")
  int keep;

  @Inject
  @ConfigProperty(name = "mp.messaging.incoming.messages-in.group.id")
  String group;

  /// What one round may cost.
  ///
  /// @param channels channels that it looks into
  /// @param window rows that it reads of one
  /// @param records records that it reads of each log
  record Bounds(int channels, int window, int records, Duration settle, String group) {}

  boolean enabled() {
    return enabled;
  }

  Duration every() {
    return every;
  }

  int keep() {
    return Math.max(1, keep);
  }

  Bounds bounds() {
    return new Bounds(
        Math.max(1, channels), Math.max(2, window), Math.max(1, records), settle, group);
  }
}
