package chat.maru.limit;

import java.time.Duration;
import java.util.List;

/// What a channel's `rate_limit_per_user` spaces, one line each (reference: "Channel structure"):
/// of each kind one, then the wait. `docs/api/limits.md` is its page.
@SuppressWarnings("ImmutableEnumChecker") // all of it is
public enum Slowmode {
  MESSAGE("slow-mode-message", "POST /channels/{}/messages"),
  THREAD("slow-mode-thread", "POST /channels/{}/threads", "POST /channels/{}/messages/{}/threads");

  /// The longest wait.
  public static final Duration MAX = Duration.ofSeconds(21_600);

  private final String id;
  private final List<String> routes;

  Slowmode(String id, String... routes) {
    this.id = id;
    this.routes = List.of(routes);
  }

  /// Its name in keys.
  public String id() {
    return id;
  }

  /// The routes that it spaces, as `METHOD /path/{}`.
  public List<String> routes() {
    return routes;
  }
}
