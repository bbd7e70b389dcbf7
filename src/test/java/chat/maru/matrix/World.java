package chat.maru.matrix;

import static java.util.Map.entry;

import chat.maru.testkit.Rest;
import chat.maru.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/// A guild with one of every kind of principal, made for one row.
final class World {
  /// Who is in `{room}`.
  static final Set<Principal> IN_ROOM =
      Set.of(Principal.MEMBER, Principal.MODERATOR, Principal.ADMINISTRATOR, Principal.OWNER);

  private static final String OVERWRITE =
      """
      [{"id":"%s","type":1,"deny":"1024"}]""";

  private final People people;
  private final Map<Principal, Rest> callers = new EnumMap<>(Principal.class);
  private final Map<String, String> standing = new HashMap<>();
  private final Map<String, String> perishable = new HashMap<>();

  /// What is made when it is first asked for, and anew after every cell that may have used it up.
  private final Map<String, Supplier<String>> makers =
      Map.ofEntries(
          entry("low", this::low),
          entry("doomed", () -> channel("doomed")),
          entry("message", () -> message(person("high"), "channel")),
          entry("another", () -> message(person("high"), "channel")),
          entry("own", () -> message(caller(Principal.MEMBER), "channel")),
          entry("inRoom", () -> message(caller(Principal.OWNER), "room")),
          entry("invite", () -> invite(person("high"))),
          entry("room", this::room),
          entry("newcomer", () -> people.register("newcomer").id()),
          entry("session", this::session),
          entry("application", () -> application(caller(Principal.OWNER))),
          entry("role", () -> role("role", 0, 1)));

  World(People people) {
    this.people = people;
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
      var account = join(who, people.register(who.name().toLowerCase(java.util.Locale.ROOT)));
      bearer(account.token()).post("/invites/" + invite, Map.of()).expect(200);
    }
    join(Principal.FOREIGN, people.register("foreign"));
    var high = people.register("high");
    standing.put("high", high.id());
    standing.put("highToken", high.token());
    person("high").post("/invites/" + invite, Map.of()).expect(200);
    caller(Principal.FORMER).delete("/users/@me/guilds/" + guild()).expect(204);
    give(value("moderator"), role("moderator", Principal.Powers.MODERATION, 2));
    give(value("administrator"), role("administrator", 8, 3));
    var highest = role("high", 0, 4);
    standing.put("highRole", highest);
    give(value("high"), highest);
    ban();
    bot();
  }
