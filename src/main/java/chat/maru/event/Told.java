package chat.maru.event;

import jakarta.enterprise.context.RequestScoped;
import java.util.OptionalLong;

/// What the running HTTP request has announced. Exists only behind JAX-RS.
@RequestScoped
public class Told {
  private long last;

  void note(long outboxId) {
    last = Math.max(last, outboxId);
  }

  /// The highest outbox id; empty for a request that changed nothing.
  public OptionalLong last() {
    return last == 0 ? OptionalLong.empty() : OptionalLong.of(last);
  }
}
