package chat.maru.matrix;

import static java.util.Map.entry;

import chat.maru.access.Permission;
import chat.maru.testkit.Drawing;
import chat.maru.testkit.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A guild with one of every kind of principal, made for one row.
final class World {
  /// Who is in `{room}`.
  static final Set<Principal> IN_ROOM =
      Set.of(Principal.MEMBER, Principal.MODERATOR, Principal.ADMINISTRATOR, Principal.OWNER);

  private final People people;
  private final Map<Principal, Rest> callers = new EnumMap<>(Principal.class);
  private final Map<String, String> standing = new HashMap<>();
  private final Map<String, String> perishable = new HashMap<>();

  /// What is made when it is first asked for, and anew after every cell that may have used it up.
  private final Map<String, Supplier<String>> makers;

  World(People people) {
    this.people = people;
    makers = makers();
    var owner = join(Principal.OWNER, people.register("owner"));
    standing.put("ownerToken", owner.token());
    callers.put(Principal.NONE, people.door());
    callers.put(Principal.EXPIRED, bearer(people.expired(owner)));
    callers.put(Principal.REVOKED, bearer(people.revoked(owner)));
    var guild = owner().post("/guilds", Map.of("name", "World")).expect(201);
    standing.put("guild", guild.path("id").asText());
    standing.put("general", guild.path("system_channel_id").asText());
    fill();
    standing.put("channel", channel("channel"));
    standing.put("absent", "1000000000000000001");
  }

  private Map<String, Supplier<String>> makers() {
    return Map.ofEntries(
        entry("low", this::low),
        entry("emoji", this::emoji),
        entry("exiled", this::exiled),
        entry("icon", this::icon),
        entry("widget", this::widget),
        entry("refresh", () -> people.register("refreshing").refresh()),
        entry("name", () -> "name_" + UUID.randomUUID().toString().substring(0, 8)),
        entry("doomed", () -> channel("doomed")),
        entry("reacted", this::reacted),
        entry("news", () -> channel("news", 5)),
        entry("announced", () -> message(high(), "news")),
        entry("pinned", this::pinned),
        entry("poll", this::poll),
        entry("message", () -> message(high(), "channel")),
        entry("another", () -> message(high(), "channel")),
        entry("own", () -> message(caller(Principal.MEMBER), "channel")),
        entry("inRoom", () -> message(caller(Principal.OWNER), "room")),
        entry("invite", () -> invite(high())),
        entry("room", this::room),
        entry("newcomer", () -> people.register("newcomer").id()),
        entry("session", this::session),
        entry("application", () -> application(caller(Principal.OWNER))),
        entry("thread", () -> thread(11)),
        entry("secret", () -> thread(12)),
        entry("webhook", this::webhook),
        entry("hookToken", this::hookToken),
        entry("hookMessage", this::hookMessage),
        entry("role", () -> role("role", 0)));
  }

  private void fill() {
    var invite = invite(owner());
    for (var who :
        List.of(
            Principal.FORMER,
            Principal.BANNED,
            Principal.HIDDEN,
            Principal.MEMBER,
            Principal.MODERATOR,
            Principal.ADMINISTRATOR)) {
      var account = join(who, people.register(who.name().toLowerCase(Locale.ROOT)));
      bearer(account.token()).post("/invites/" + invite, Map.of()).expect(200);
    }
    join(Principal.FOREIGN, people.register("foreign"));
    var high = people.register("high");
    standing.put("high", high.id());
    standing.put("highToken", high.token());
    high().post("/invites/" + invite, Map.of()).expect(200);
    caller(Principal.FORMER).delete("/users/@me/guilds/" + guild()).expect(204);
    standing.put("highRole", role("high", 0));
    give(high.id(), value("highRole"));
    give(value("administrator"), role("administrator", Permission.ADMINISTRATOR.bit()));
    give(value("moderator"), role("moderator", Principal.Powers.MODERATION));
    owner().put("/guilds/" + guild() + "/bans/" + value("banned"), Map.of()).expect(204);
    bot();
  }

  private void bot() {
    var id = application(owner());
    standing.put("bot", id);
    var token = owner().post("/applications/" + id + "/bot/reset", Map.of()).expect(200);
    owner()
        .post(
            "/oauth2/authorize?scope=bot&permissions=0&client_id=" + id,
            Map.of("guild_id", guild(), "authorize", true, "permissions", "0"))
        .expect(200);
    callers.put(Principal.BOT, people.door().as("Bot " + token.path("token").asText()));
  }

  private People.Account join(Principal who, People.Account account) {
    callers.put(who, bearer(account.token()));
    standing.put(who.name().toLowerCase(Locale.ROOT), account.id());
    standing.put(who.name().toLowerCase(Locale.ROOT) + "Email", account.email());
    return account;
  }

  private Rest bearer(String token) {
    return people.door().as("Bearer " + token);
  }

  Rest caller(Principal who) {
    return Objects.requireNonNull(callers.get(who));
  }

  private Rest owner() {
    return caller(Principal.OWNER);
  }

  private Rest high() {
    return bearer(value("highToken"));
  }

  String guild() {
    return value("guild");
  }

  /// What stands for a variable of a row: ids of the guild and of the people (`member`, `high`...),
  /// and what [#makers] makes.
  String value(String name) {
    var known = standing.get(name);
    return known != null
        ? known
        : perishable.computeIfAbsent(
            name,
            _ -> {
              var maker = makers.get(name);
              if (maker == null) {
                throw new AssertionError("the world has no {" + name + "}; add it to World");
              }
              return maker.get();
            });
  }

  /// Forgets what a call may have used up.
  void refresh() {
    perishable.clear();
  }

  /// Ids of the people of this world.
  List<String> people() {
    return Stream.concat(
            Arrays.stream(Principal.values()).map(who -> who.name().toLowerCase(Locale.ROOT)),
            Stream.of("high"))
        .map(standing::get)
        .filter(Objects::nonNull)
        .toList();
  }

  private String low() {
    var account = people.register("low");
    bearer(account.token()).post("/invites/" + invite(owner()), Map.of()).expect(200);
    return account.id();
  }

  /// A user whom the guild has banned.
  private String exiled() {
    var id = people.register("exiled").id();
    owner().put("/guilds/" + guild() + "/bans/" + id, Map.of()).expect(204);
    return id;
  }

  private String channel(String name) {
    return channel(name, 0);
  }

  private String channel(String name, int type) {
    var overwrite = Map.of("id", value("hidden"), "type", 1, "deny", "1024");
    var body = Map.of("name", name, "type", type, "permission_overwrites", List.of(overwrite));
    return id(owner().post("/guilds/" + guild() + "/channels", body).expect(201));
  }

  private String thread(int type) {
    return id(
        high()
            .post(
                "/channels/" + value("channel") + "/threads",
                Map.of("name", "thread", "type", type))
            .expect(201));
  }

  private String message(Rest author, String place) {
    return id(
        author
            .post("/channels/" + value(place) + "/messages", Map.of("content", "something"))
            .expect(200));
  }

  /// A message to which all who see it have reacted with a thumb.
  private String reacted() {
    var message = message(high(), "channel");
    var in =
        List.of(
            caller(Principal.MEMBER),
            caller(Principal.MODERATOR),
            caller(Principal.ADMINISTRATOR),
            owner(),
            caller(Principal.BOT),
            high());
    for (var one : in) {
      one.put(
              "/channels/"
                  + value("channel")
                  + "/messages/"
                  + message
                  + "/reactions/%F0%9F%91%8D/@me",
              Map.of())
          .expect(204);
    }
    return message;
  }

  /// A poll of the owner's.
  private String poll() {
    var answer = Map.of("poll_media", Map.of("text", "yes"));
    var poll = Map.of("question", Map.of("text", "Well?"), "answers", List.of(answer));
    return id(
        owner()
            .post("/channels/" + value("channel") + "/messages", Map.of("poll", poll))
            .expect(200));
  }

  private String pinned() {
    var message = message(high(), "channel");
    owner()
        .put("/channels/" + value("channel") + "/messages/pins/" + message, Map.of())
        .expect(204);
    return message;
  }

  private String invite(Rest maker) {
    return maker
        .post("/channels/" + value("general") + "/invites", Map.of("max_age", 0, "unique", true))
        .expect(200)
        .path("code")
        .asText();
  }

  private String room() {
    var guests = IN_ROOM.stream().filter(it -> it != Principal.OWNER).sorted();
    var ids = guests.map(it -> value(it.name().toLowerCase(Locale.ROOT))).toList();
    return id(owner().post("/rooms", Map.of("user_ids", ids, "access", "invite")).expect(201));
  }

  private String session() {
    var account = people.register("member");
    callers.put(Principal.MEMBER, bearer(account.token()));
    return people.again(account).session();
  }

  private String application(Rest of) {
    return id(of.post("/applications", Map.of("name", "Bot")).expect(201));
  }

  private String emoji() {
    var picture = Drawing.uri("png", Drawing.of("png", 2, 2, 0xff));
    return id(
        owner()
            .post("/guilds/" + guild() + "/emojis", Map.of("name", "smile", "image", picture))
            .expect(201));
  }

  /// The guild, whose widget is switched on.
  private String widget() {
    owner().patch("/guilds/" + guild() + "/widget", Map.of("enabled", true)).expect(200);
    return guild();
  }

  private String webhook() {
    var path = "/channels/" + channel("hooked") + "/webhooks";
    return id(owner().post(path, Map.of("name", "hook")).expect(200));
  }

  private String hookToken() {
    return owner().get("/webhooks/" + value("webhook")).expect(200).path("token").asText();
  }

  private String hookMessage() {
    var path = "/webhooks/" + value("webhook") + "/" + hookToken() + "?wait=true";
    return id(people.door().post(path, Map.of("content", "something")).expect(200));
  }

  private String icon() {
    var picture = Drawing.uri("png", Drawing.of("png", 2, 2, 0xff));
    return owner()
        .patch("/guilds/" + guild(), Map.of("icon", picture))
        .expect(200)
        .path("icon")
        .asText();
  }

  /// Makes a role, below all others.
  private String role(String name, long permissions) {
    var body = Map.of("name", name, "permissions", Long.toString(permissions));
    return id(owner().post("/guilds/" + guild() + "/roles", body).expect(200));
  }

  private void give(String user, String role) {
    owner().put("/guilds/" + guild() + "/members/" + user + "/roles/" + role, Map.of()).expect(204);
  }

  private static String id(JsonNode made) {
    return made.path("id").asText();
  }
}
