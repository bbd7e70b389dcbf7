package chat.maru.matrix.event;

import chat.maru.access.Permission;
import chat.maru.matrix.People;
import chat.maru.testkit.Await;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.Node;
import chat.maru.testkit.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// One guild with one of every kind of listener, each with an open session, and a room that all of
/// them are in: what is said there comes after everything that was told before.
final class Stage implements AutoCloseable {
  static final String THUMB = "/reactions/%F0%9F%91%8D";

  private static final long POWERS =
      Permission.of(
          Permission.VIEW_AUDIT_LOG,
          Permission.BAN_MEMBERS,
          Permission.MANAGE_CHANNELS,
          Permission.MANAGE_WEBHOOKS);
  private static final int PRIVILEGED = 1 << 13 | 1 << 15 | 1 << 19;
  private static final long EVERY_INTENT = 53_608_447;
  private static final long DIRECT_MESSAGES_AND_TYPING = 1 << 12 | 1 << 14;

  private final Node node;
  private final People people;
  private final Map<Listener, String> ids = new EnumMap<>(Listener.class);
  private final Map<Listener, String> tokens = new EnumMap<>(Listener.class);
  private final Map<Listener, GatewayClient> ears = new EnumMap<>(Listener.class);
  private final Rest host;
  private final String guild;
  private final String general;
  private final String channel;
  private final String room;
  private final String invite;

  Stage(Node node, People people) {
    this.node = node;
    this.people = people;
    host = people.door().as("Bearer " + people.register("host").token());
    for (var who : Listener.values()) {
      if (who.isPerson()) {
        var account = people.register(who.name().toLowerCase(Locale.ROOT));
        ids.put(who, account.id());
        tokens.put(who, account.token());
      }
    }
    var made = guildOfOddShard();
    guild = id(made);
    general = made.path("system_channel_id").asText();
    invite = invite(owner(), general);
    fill();
    channel = hiddenChannel();
    var guests = ids.entrySet().stream().filter(it -> it.getKey() != Listener.OWNER);
    room = room(guests.map(Map.Entry::getValue).distinct().toList());
    for (var who : Listener.values()) {
      ears.put(who, open(who));
    }
  }

  /// The listener for the other shard is of the first, which is told of rooms.
  private JsonNode guildOfOddShard() {
    while (true) {
      var made = owner().post("/guilds", Map.of("name", "Stage")).expect(201);
      if ((made.path("id").asLong() >> 22) % 2 == 1) {
        return made;
      }
    }
  }

  private void fill() {
    for (var who :
        List.of(
            Listener.ADMINISTRATOR,
            Listener.MODERATOR,
            Listener.MEMBER,
            Listener.HIDDEN,
            Listener.FORMER)) {
      join(as(who), invite);
    }
    as(Listener.FORMER).delete("/users/@me/guilds/" + guild).expect(204);
    give(Listener.ADMINISTRATOR, Permission.ADMINISTRATOR.bit());
    give(Listener.MODERATOR, POWERS);
    bot(Listener.BOT);
    bot(Listener.BOT_WITHOUT_INTENT);
    ids.put(Listener.BOT_OF_OTHER_SHARD, id(Listener.BOT));
    tokens.put(Listener.BOT_OF_OTHER_SHARD, Objects.requireNonNull(tokens.get(Listener.BOT)));
  }

  private void give(Listener who, long permissions) {
    var role = role(permissions);
    owner().put(inGuild("/members/" + id(who) + "/roles/" + role), Map.of()).expect(204);
  }

  private void bot(Listener who) {
    var application = id(owner().post("/applications", Map.of("name", "Bot")).expect(201));
    var path = "/applications/" + application;
    var token = owner().post(path + "/bot/reset", Map.of()).expect(200).path("token").asText();
    owner().patch(path, Map.of("flags", PRIVILEGED)).expect(200);
    owner()
        .post(
            "/oauth2/authorize?scope=bot&permissions=" + POWERS + "&client_id=" + application,
            Map.of("guild_id", guild, "authorize", true, "permissions", Long.toString(POWERS)))
        .expect(200);
    ids.put(who, application);
    tokens.put(who, token);
  }

  private GatewayClient open(Listener who) {
    var client = GatewayClient.connect(node);
    var more =
        switch (who) {
          case BOT -> Map.of("intents", EVERY_INTENT);
          case BOT_WITHOUT_INTENT -> Map.of("intents", DIRECT_MESSAGES_AND_TYPING);
          case BOT_OF_OTHER_SHARD -> Map.of("intents", EVERY_INTENT, "shard", List.of(0, 2));
          default -> Map.<String, Object>of();
        };
    client.identify(token(who), more);
    client.event("READY");
    return client;
  }

  GatewayClient ear(Listener who) {
    return Objects.requireNonNull(ears.get(who));
  }

  /// Begins a new session in place of the listener's.
  void reopen(Listener who) {
    ear(who).close();
    ears.put(who, open(who));
  }

  /// Resumes the listener's session on a new connection.
  void resume(Listener who) {
    var before = ear(who);
    before.cut();
    var client = GatewayClient.connect(node);
    ears.put(who, client);
    client.resume(token(who), before.sessionId(), before.seq());
  }

  /// Says something in the room, once on the log and once beside it, and waits until every session
  /// has heard both, and so everything before.
  void mark() {
    var from = new EnumMap<Listener, Integer>(Listener.class);
    ears.forEach((who, ear) -> from.put(who, ear.frames().size()));
    var text = UUID.randomUUID().toString();
    owner().post("/channels/" + room + "/messages", Map.of("content", text)).expect(200);
    owner().post("/channels/" + room + "/typing", Map.of()).expect(204);
    ears.forEach(
        (who, ear) ->
            Await.until(
                "the marker at " + who + ", heard: " + ear.types(),
                () -> {
                  var frames = ear.frames();
                  var news = frames.subList(Objects.requireNonNull(from.get(who)), frames.size());
                  return news.stream().anyMatch(it -> it.at("/d/content").asText().equals(text))
                      && news.stream().anyMatch(this::isTypingInRoom);
                }));
  }

  private boolean isTypingInRoom(JsonNode frame) {
    return frame.path("t").asText().equals("TYPING_START") && isAside(frame.path("d"));
  }

  /// Whether an event belongs to the markers, or to the channel that greets newcomers, at a time of
  /// its own: no row is about these.
  boolean isAside(JsonNode event) {
    return List.of(room, general).contains(event.path("channel_id").asText());
  }

  Rest as(Listener who) {
    return people.door().as((who.isPerson() ? "Bearer " : "Bot ") + token(who));
  }

  Rest owner() {
    return as(Listener.OWNER);
  }

  /// Somebody without a session, who owns guilds that the others get to know.
  Rest host() {
    return host;
  }

  String id(Listener who) {
    return Objects.requireNonNull(ids.get(who));
  }

  private String token(Listener who) {
    return Objects.requireNonNull(tokens.get(who));
  }

  String inGuild(String path) {
    return "/guilds/" + guild + path;
  }

  String guild() {
    return guild;
  }

  /// A path under the channel that is hidden from one.
  String inChannel(String path) {
    return "/channels/" + channel + path;
  }

  String message() {
    var path = inChannel("/messages");
    return id(owner().post(path, Map.of("content", "something")).expect(200));
  }

  /// The path of a message to which the owner has reacted.
  String reacted() {
    var path = inChannel("/messages/" + message());
    owner().put(path + THUMB + "/@me", Map.of()).expect(204);
    return path;
  }

  /// The path of the votes of a poll.
  String poll() {
    var answer = Map.of("poll_media", Map.of("text", "yes"));
    var poll = Map.of("question", Map.of("text", "Well?"), "answers", List.of(answer));
    var sent = owner().post(inChannel("/messages"), Map.of("poll", poll)).expect(200);
    return inChannel("/polls/" + id(sent) + "/answers/@me");
  }

  String hiddenChannel() {
    var overwrite = Map.of("id", id(Listener.HIDDEN), "type", 1, "deny", "1024");
    var body = Map.of("name", "channel", "permission_overwrites", List.of(overwrite));
    return id(owner().post(inGuild("/channels"), body).expect(201));
  }

  String role(long permissions) {
    var body = Map.of("name", "role", "permissions", Long.toString(permissions));
    return id(owner().post(inGuild("/roles"), body).expect(200));
  }

  /// Makes a room of the owner's.
  String room(List<String> guests) {
    var body = Map.of("user_ids", guests, "access", "invite", "type", "group");
    return id(owner().post("/rooms", body).expect(201));
  }

  String newcomer() {
    return people.register("newcomer").id();
  }

  /// Somebody who has joined, without a session.
  String joined() {
    var account = people.register("joined");
    join(people.door().as("Bearer " + account.token()), invite);
    return account.id();
  }

  /// Makes a guild of the host's that nobody else is in.
  ///
  /// @return its id and an invite to it
  List<String> elsewhere() {
    var made = host.post("/guilds", Map.of("name", "Elsewhere")).expect(201);
    return List.of(id(made), invite(host, made.path("system_channel_id").asText()));
  }

  String invite() {
    return invite(owner(), channel);
  }

  private static String invite(Rest maker, String channel) {
    var body = Map.of("max_age", 0, "unique", true);
    return maker.post("/channels/" + channel + "/invites", body).expect(200).path("code").asText();
  }

  static void join(Rest guest, String invite) {
    guest.post("/invites/" + invite, Map.of()).expect(200);
  }

  private static String id(JsonNode made) {
    return made.path("id").asText();
  }

  @Override
  public void close() {
    new ArrayList<>(ears.values()).forEach(GatewayClient::close);
  }
}
