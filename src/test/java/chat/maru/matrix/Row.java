package chat.maru.matrix;

import chat.maru.access.Permission;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One way of calling an operation, and the one answer that each kind of principal gets.
///
/// Answers follow from the path's first variable and from [#needs]: without good credentials 401;
/// who has no part in the thing is told that it is unknown; who does not see the channel, `50001`;
/// who lacks a permission, `50013`; all others succeed. [#except] and [#refuses] say what is
/// different. Variables, in the path and in the body, are those of [World#value]; bodies are JSON
/// with `'` for `"`.
public final class Row {
  private static final Pattern VARIABLE = Pattern.compile("\\{([a-zA-Z]+)}");
  private static final Answer NO_TOKEN = new Answer(401, 0);
  private static final Answer EXPIRED = new Answer(401, 900_002);
  private static final Answer MISSING_ACCESS = new Answer(403, 50_001);
  private static final Answer MISSING_PERMISSIONS = new Answer(403, 50_013);

  private final String operation;
  private final Map<Principal, Answer> exceptions = new EnumMap<>(Principal.class);
  private String variant = "";
  private String verb = "";
  private String path = "";
  private @Nullable String body;
  private int success = 200;
  private long needed;
  private Scope scope = Scope.ACCOUNT;
  private boolean ending;
  private boolean root;

  /// What an operation is about, which decides who has no part in it.
  enum Scope {
    /// Nobody has to be asked.
    OPEN,
    /// The caller alone.
    ACCOUNT,
    GUILD,
    CHANNEL,
    ROOM,
    APPLICATION,
    WEBHOOK;

    static Scope of(String path) {
      var first = VARIABLE.matcher(path);
      return !first.find()
          ? ACCOUNT
          : switch (first.group(1)) {
            case "guild" -> GUILD;
            case "channel", "doomed", "news" -> CHANNEL;
            case "room" -> ROOM;
            case "application" -> APPLICATION;
            case "webhook" -> WEBHOOK;
            default -> ACCOUNT;
          };
    }
  }

  /// A status, and the protocol's code of a refusal.
  public record Answer(int status, int code) {
    boolean denies() {
      return status >= 400;
    }

    @Override
    public String toString() {
      return denies() ? status + "/" + code : Integer.toString(status);
    }
  }

  private Row(String operation) {
    this.operation = operation;
  }

  /// Begins the row of an operation, by the name of its resource method.
  public static Row operation(String name) {
    return new Row(name);
  }

  public Row get(String at) {
    return call("GET", at, null);
  }

  public Row delete(String at) {
    return call("DELETE", at, null);
  }

  public Row post(String at, String json) {
    return call("POST", at, json);
  }

  public Row put(String at, String json) {
    return call("PUT", at, json);
  }

  public Row patch(String at, String json) {
    return call("PATCH", at, json);
  }

  private Row call(String method, String at, @Nullable String json) {
    verb = method;
    path = at;
    body = json == null ? null : json.replace('\'', '"');
    scope = Scope.of(at);
    return this;
  }

  /// Tells rows of one operation apart.
  public Row when(String what) {
    variant = what;
    return this;
  }

  /// The status of a success, where it is not 200.
  public Row gives(int status) {
    success = status;
    return this;
  }

  /// What a member must be allowed to do.
  public Row needs(Permission... permissions) {
    needed = Permission.of(permissions);
    return this;
  }

  /// Nobody needs credentials.
  public Row open() {
    scope = Scope.OPEN;
    return this;
  }

  /// What is about a guild although its path does not begin with one.
  public Row inGuild() {
    scope = Scope.GUILD;
    return this;
  }

  /// What is about a channel although its path does not begin with one.
  public Row inChannel() {
    scope = Scope.CHANNEL;
    return this;
  }

  /// A success ends the guild for everybody.
  public Row ending() {
    ending = true;
    return this;
  }

  /// The answer of one kind of principal.
  public Row except(Principal who, int status, int code) {
    exceptions.put(who, new Answer(status, code));
    return this;
  }

  /// The refusal of several kinds.
  public Row refuses(int status, int code, Principal... who) {
    for (var one : who) {
      except(one, status, code);
    }
    return this;
  }

  /// The success of kinds that would be refused otherwise.
  public Row lets(Principal... who) {
    for (var one : who) {
      except(one, success, 0);
    }
    return this;
  }

  /// Everybody with good credentials but these is refused.
  public Row only(int status, int code, Principal... who) {
    var lucky = List.of(who);
    for (var one : Principal.values()) {
      if (one.authenticated() && !lucky.contains(one) && !exceptions.containsKey(one)) {
        except(one, status, code);
      }
    }
    return this;
  }

  /// The one answer of the cell.
  public Answer expected(Principal who) {
    var exception = exceptions.get(who);
    if (exception != null) {
      return exception;
    }
    if (scope == Scope.OPEN) {
      return new Answer(success, 0);
    }
    if (!who.authenticated()) {
      return who == Principal.EXPIRED ? EXPIRED : NO_TOKEN;
    }
    var unknown = unknown(who);
    if (unknown != null) {
      return unknown;
    }
    if ((scope == Scope.CHANNEL || scope == Scope.WEBHOOK) && who == Principal.HIDDEN) {
      return MISSING_ACCESS;
    }
    return who.has(needed) || scope == Scope.ROOM ? new Answer(success, 0) : MISSING_PERMISSIONS;
  }

  private @Nullable Answer unknown(Principal who) {
    return switch (scope) {
      case GUILD -> who.outside() ? new Answer(404, 10_004) : null;
      case WEBHOOK -> who.outside() ? new Answer(404, 10_015) : null;
      case CHANNEL -> who.outside() ? new Answer(404, 10_003) : null;
      case ROOM -> World.IN_ROOM.contains(who) ? null : new Answer(404, 10_003);
      case APPLICATION -> who == Principal.OWNER ? null : new Answer(404, 10_002);
      case OPEN, ACCOUNT -> null;
    };
  }

  /// Has all made that the call will name, before anybody is watched.
  void prepare(World world) {
    fill(path, world::value);
    if (body != null) {
      fill(body, world::value);
    }
  }

  /// The answer comes from outside of the API's prefix.
  public Row root() {
    root = true;
    return open();
  }

  boolean atRoot() {
    return root;
  }

  String operation() {
    return operation;
  }

  String verb() {
    return verb;
  }

  String path() {
    return path;
  }

  @Nullable String body() {
    return body;
  }

  boolean ends() {
    return ending;
  }

  boolean changes() {
    return !verb.equals("GET");
  }

  /// The path with the thing that decides who has part replaced by one that never was, if it has
  /// such a variable.
  @Nullable String absentPath() {
    return scope == Scope.of(path) && scope != Scope.ACCOUNT && scope != Scope.OPEN
        ? VARIABLE.matcher(path).replaceFirst("{absent}")
        : null;
  }

  @Override
  public String toString() {
    return operation + (variant.isEmpty() ? "" : " (" + variant + ")");
  }

  /// Puts values in the place of variables.
  static String fill(String text, Function<String, String> value) {
    return VARIABLE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value.apply(match.group(1))));
  }
}
