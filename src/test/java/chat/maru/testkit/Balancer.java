package chat.maru.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What stands before the nodes of a cluster: leads to the youngest one that is ready, which is the
/// one that a rolling restart comes to last.
public final class Balancer {
  private static final long LOOK = Duration.ofMillis(100).toNanos();

  private final List<Node> nodes = new ArrayList<>();
  private long lookedAt;
  private Node found;

  public Balancer(Node first) {
    nodes.add(first);
    found = first;
    lookedAt = System.nanoTime() - LOOK;
  }

  /// Leads to this node too from now on.
  public synchronized Node add(Node node) {
    nodes.addFirst(node);
    lookedAt = System.nanoTime() - LOOK;
    return node;
  }

  /// Where the next call or socket goes. What a node says of itself is believed for 100 ms, as by
  /// any balancer.
  public synchronized Node pick() {
    if (System.nanoTime() - lookedAt >= LOOK) {
      found = nodes.stream().filter(Node::isReady).findFirst().orElse(found);
      lookedAt = System.nanoTime();
    }
    return found;
  }
}
