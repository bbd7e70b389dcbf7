package chat.maru.limit;

import static chat.maru.limit.Limit.Away.HALF;
import static chat.maru.limit.Limit.Away.SAME;
import static chat.maru.limit.Limit.By.ACCOUNT;
import static chat.maru.limit.Limit.By.ADDRESS;
import static chat.maru.limit.Limit.By.CALLER;
import static chat.maru.limit.Limit.By.CHANNEL;
import static chat.maru.limit.Limit.By.GUILD;
import static chat.maru.limit.Limit.By.MAJOR;
import static chat.maru.limit.Limit.By.WEBHOOK;
import static chat.maru.limit.Limit.Kind.SLIDING;
import static chat.maru.limit.Limit.Kind.WINDOW;
import static chat.maru.limit.Size.of;
import static chat.maru.limit.Size.perMinute;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.util.List;

/// Every limit there is, one line each: its id, its size, how time is counted, what it is kept
/// apart by, and what this node allows by itself while Redis is away. `docs/api/limits.md` is its
/// page.
///
/// Buckets name the routes that share them, parameters as `{}`; a route that no line names has a
/// bucket of its own of the size of [#ROUTE]. Sizes are Discord's where they are known.
@SuppressWarnings("ImmutableEnumChecker") // all of it is: records and unmodifiable lists
public enum Limit {
  /// Everything a caller asks for, whatever the route (reference: "Global Rate Limit").
  GLOBAL("global", of(50, ofSeconds(1)), WINDOW, CALLER, SAME),
  /// Answers 401, 403 and 429 (reference: "Invalid Request Limit").
  INVALID_REQUESTS("invalid-requests", of(10_000, ofMinutes(10)), WINDOW, ADDRESS, SAME),

  /// Abuse tiers: never for bots.
  AUTH("auth", perMinute(5, 2), SLIDING, ADDRESS, HALF),
  /// The same against one account from many addresses.
  LOGIN("login", perMinute(5, 2), SLIDING, ACCOUNT, HALF),
  API("api", perMinute(60, 20), SLIDING, CALLER, SAME),
  HIGH_FREQUENCY("high-frequency", perMinute(120, 30), SLIDING, CALLER, SAME),
  CONNECT("connect", perMinute(10, 5), SLIDING, CALLER, SAME),
  RESUME("resume", perMinute(30, 10), SLIDING, CALLER, SAME),
  /// IDENTIFY and RESUME with credentials that are none.
  CONNECT_FAILURE("connect-failure", perMinute(10, 5), SLIDING, ADDRESS, HALF),

  ROUTE("route", of(50, ofSeconds(1)), WINDOW, MAJOR, SAME),
  READ_MESSAGES(
      "read-messages",
      of(50, ofSeconds(1)),
      CHANNEL,
      "GET /channels/{}/messages",
      "GET /channels/{}/messages/{}",
      "GET /rooms/{}/messages",
      "POST /rooms/{}/read",
      "POST /channels/{}/messages/{}/ack"),
  CREATE_MESSAGE(
      "create-message",
      of(5, ofSeconds(5)),
      CHANNEL,
      "POST /channels/{}/messages",
      "POST /rooms/{}/messages"),
  EDIT_MESSAGE("edit-message", of(5, ofSeconds(5)), CHANNEL, "PATCH /channels/{}/messages/{}"),
  DELETE_MESSAGE("delete-message", of(5, ofSeconds(1)), CHANNEL, "DELETE /channels/{}/messages/{}"),
  DELETE_MESSAGES(
      "delete-messages", of(1, ofSeconds(1)), CHANNEL, "POST /channels/{}/messages/bulk-delete"),
  REACT(
      "react",
      of(1, ofMillis(250)),
      CHANNEL,
      "PUT /channels/{}/messages/{}/reactions/{}/@me",
      "DELETE /channels/{}/messages/{}/reactions/{}/@me",
      "DELETE /channels/{}/messages/{}/reactions/{}/{}",
      "DELETE /channels/{}/messages/{}/reactions/{}",
      "DELETE /channels/{}/messages/{}/reactions"),
  PIN(
      "pin",
      of(5, ofSeconds(4)),
      CHANNEL,
      "PUT /channels/{}/messages/pins/{}",
      "DELETE /channels/{}/messages/pins/{}",
      "PUT /channels/{}/pins/{}",
      "DELETE /channels/{}/pins/{}"),
  TYPE("type", of(5, ofSeconds(5)), CHANNEL, "POST /channels/{}/typing"),
  EDIT_MEMBER("edit-member", of(10, ofSeconds(10)), GUILD, "PATCH /guilds/{}/members/{}"),
  EDIT_NICK(
      "edit-nick",
      of(1, ofSeconds(1)),
      GUILD,
      "PATCH /guilds/{}/members/@me",
      "PATCH /guilds/{}/members/@me/nick"),
  EXECUTE_WEBHOOK(
      "execute-webhook",
      of(5, ofSeconds(2)),
      WEBHOOK,
      "POST /webhooks/{}/{}",
      "POST /webhooks/{}/{}/slack",
      "POST /webhooks/{}/{}/github");

  /// How time is counted.
  public enum Kind {
    /// From the first call on; then all is there again. What client libraries expect of a bucket.
    WINDOW,
    /// At no time more than the size within the last stretch.
    SLIDING
  }

  /// What a limit is kept apart by.
  public enum By {
    CALLER("caller"),
    ADDRESS("address"),
    ACCOUNT("account name"),
    CHANNEL("caller and channel"),
    GUILD("caller and guild"),
    /// Whoever calls: the token is all that a caller has to show.
    WEBHOOK("webhook"),
    MAJOR("caller, route and channel, guild or webhook");

    private final String text;

    By(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /// What a node allows by itself while Redis does not answer. Never everything, never nothing.
  public enum Away {
    SAME("the same, on each node"),
    HALF("half, on each node");

    private final String text;

    Away(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private final String id;
  private final Size size;
  private final Kind kind;
  private final By by;
  private final Away away;
  private final List<String> routes;

  Limit(String id, Size size, Kind kind, By by, Away away) {
    this(id, size, kind, by, away, List.of());
  }

  Limit(String id, Size size, By by, String... routes) {
    this(id, size, WINDOW, by, SAME, List.of(routes));
  }

  Limit(String id, Size size, Kind kind, By by, Away away, List<String> routes) {
    this.id = id;
    this.size = size;
    this.kind = kind;
    this.by = by;
    this.away = away;
    this.routes = routes;
  }

  /// Its name in keys and in the configuration.
  public String id() {
    return id;
  }

  /// Its size unless another one is configured.
  public Size size() {
    return size;
  }

  public Kind kind() {
    return kind;
  }

  public By by() {
    return by;
  }

  public Away away() {
    return away;
  }

  /// The routes that share this bucket, as `METHOD /path/{}`.
  public List<String> routes() {
    return routes;
  }

  /// Whether it is one of the tiers against abuse, which can be switched off and never bind bots.
  public boolean isTier() {
    return switch (this) {
      case AUTH, LOGIN, API, HIGH_FREQUENCY, CONNECT, RESUME, CONNECT_FAILURE -> true;
      default -> false;
    };
  }

  /// Who shares it, in the protocol's words (reference: "Rate Limit Response",
  /// `X-RateLimit-Scope`).
  public String scope() {
    return switch (this) {
      case GLOBAL, INVALID_REQUESTS, API -> "global";
      case EXECUTE_WEBHOOK -> "shared";
      default -> "user";
    };
  }
}
