package chat.maru.guild.member;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Bot;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import chat.maru.testkit.RoleOf;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// Members are shown, found, renamed and removed.
class MembersIT {
  private static final long KICK = 1 << 1;
  private static final long MANAGE_NICKNAMES = 1 << 27;
  private static final long MANAGE_ROLES = 1 << 28;
  private static final long VOICE = 1 << 22 | 1 << 23 | 1 << 24;

  private final GuildOf guild = GuildOf.someone();

  private String at(Person person) {
    return guild.path() + "/members/" + person.id();
  }

  @Test
  void aMemberIsShownToMembersAlone() {
    var alice = guild.member();

    var shown = guild.owner().rest().get(at(alice)).expect(200);
    var own = alice.rest().get("/users/@me" + guild.path() + "/member").expect(200);

    assertThat(own).isEqualTo(shown);
    for (var key :
        List.of(
            "avatar",
            "banner",
            "communication_disabled_until",
            "flags",
            "joined_at",
            "nick",
            "pending",
            "premium_since",
            "roles",
            "user",
            "mute",
            "deaf")) {
      assertThat(shown.has(key)).as(key).isTrue();
    }
    var stranger = Person.register();
    stranger.rest().get(at(alice)).refused(404, 10004);
    stranger.rest().get("/users/@me" + guild.path() + "/member").refused(404, 10004);
    guild.owner().rest().get(at(stranger)).refused(404, 10007);
    guild.owner().rest().get(guild.path() + "/members/x").refused(400, 50035);
  }

  @Test
  void onlyBotsWithTheIntentListMembers() {
    var allowed = Bot.in(guild);
    var plain = Bot.made(guild.owner(), 0);
    guild
        .owner()
        .rest()
        .post(
            "/oauth2/authorize?client_id=" + plain.id() + "&scope=bot&permissions=0",
            Map.of("guild_id", Long.toString(guild.id()), "authorize", true))
        .expect(200);
    var list = guild.path() + "/members?limit=1000";

    assertThat(as(allowed).get(list).expect(200)).hasSize(3);
    as(plain).get(list).refused(403, 50001);
    as(plain).get(guild.path() + "/members/" + guild.owner().id()).expect(200);
    as(plain).get(guild.path() + "/members/search?query=owner").expect(200);
  }

  private static Rest as(Bot bot) {
    return Rest.anonymous().as("Bot " + bot.token());
  }

  @Test
  void membersAreFoundByEachOfTheirNames() {
    var alice = guild.lets(Person.register("zebra"));
    var bob = guild.lets(Person.register("zeus"));
    alice.rest().patch("/users/@me", Map.of("global_name", "Ångström 별명")).expect(200);
    alice.rest().patch(guild.path() + "/members/@me", Map.of("nick", "Zulu%_")).expect(200);

    assertThat(found("ZEBRA", 10)).containsExactly(alice.id());
    assertThat(found("ångström 별", 10)).containsExactly(alice.id());
    assertThat(found("zulu%_", 10)).containsExactly(alice.id());
    assertThat(found("z", 10)).containsExactly(alice.id(), bob.id());
    assertThat(found("z", 1)).hasSize(1);
    assertThat(found("%", 10)).isEmpty();
    assertThat(found("bra", 10)).isEmpty();

    alice.rest().patch("/users/@me", Map.of("global_name", "Other")).expect(200);
    guild.owner().rest().patch(at(alice), Map.of("nick", "")).expect(200);
    assertThat(found("ångström", 10)).isEmpty();
    assertThat(found("zulu", 10)).isEmpty();
    assertThat(found("other", 10)).containsExactly(alice.id());
    guild.owner().rest().delete(at(alice)).expect(204);
    assertThat(found("zebra", 10)).isEmpty();
  }

  @Test
  void badSearchesAreRefused() {
    var search = guild.path() + "/members/search";
    var rest = guild.owner().rest();
    assertThat(rest.get(search).fault("query")).isEqualTo("BASE_TYPE_REQUIRED");
    assertThat(rest.get(search + "?query=").fault("query")).isEqualTo("BASE_TYPE_BAD_LENGTH");
    assertThat(rest.get(search + "?query=a&limit=1001").fault("limit"))
        .isEqualTo("NUMBER_TYPE_MAX");
    assertThat(rest.get(search + "?query=a&limit=0").fault("limit")).isEqualTo("NUMBER_TYPE_MIN");
    Person.register().rest().get(search + "?query=a").refused(404, 10004);
  }

  private List<Long> found(String query, int limit) {
    var encoded = java.net.URLEncoder.encode(query, java.nio.charset.StandardCharsets.UTF_8);
    var path = guild.path() + "/members/search?limit=" + limit + "&query=" + encoded;
    return StreamSupport.stream(guild.owner().rest().get(path).expect(200).spliterator(), false)
        .map(member -> member.path("user").path("id").asLong())
        .toList();
  }

  @Test
  void nicknamesAreGivenByThoseAbove() {
    var alice = guild.member();
    var moderator = RoleOf.granting(guild, MANAGE_NICKNAMES).to(guild.member());
    try (var hears = GatewayClient.of(alice.token())) {
      var answer =
          moderator
              .rest()
              .with("X-Audit-Log-Reason", "clearer")
              .patch(at(alice), Map.of("nick", "  Ally  "))
              .expect(200);

      assertThat(answer.path("nick").asText()).isEqualTo("Ally");
      var update = hears.event("GUILD_MEMBER_UPDATE");
      assertThat(update.path("nick").asText()).isEqualTo("Ally");
      assertThat(update.path("guild_id").asLong()).isEqualTo(guild.id());
    }
    var entry = guild.audit(24).getFirst();
    assertThat(entry.path("user_id").asLong()).isEqualTo(moderator.id());
    assertThat(entry.path("target_id").asLong()).isEqualTo(alice.id());
    assertThat(entry.path("reason").asText()).isEqualTo("clearer");
    assertThat(entry.path("changes")).hasSize(1);
    assertThat(entry.path("changes").path(0).path("key").asText()).isEqualTo("nick");

    alice.rest().patch(at(moderator), Map.of("nick", "x")).refused(403, 50013);
    moderator.rest().patch(at(guild.owner()), Map.of("nick", "x")).refused(403, 50013);
    moderator.rest().patch(at(Person.register()), Map.of("nick", "x")).refused(404, 10007);
    Person.register().rest().patch(at(alice), Map.of("nick", "x")).refused(404, 10004);
    assertThat(moderator.rest().patch(at(alice), Map.of("nick", "x".repeat(33))).fault("nick"))
        .isEqualTo("BASE_TYPE_MAX_LENGTH");
  }

  @Test
  void anybodyMayChooseItsOwnNicknameUnlessThatIsTaken() {
    var alice = guild.member();
    alice.rest().patch(at(alice), Map.of("nick", "Ally")).expect(200);
    guild.owner().rest().patch(at(guild.owner()), Map.of("nick", "Boss")).expect(200);
    alice.rest().patch(guild.path() + "/members/@me", Map.of("nick", "Al")).expect(200);
    assertThat(guild.audit(24)).hasSize(3);

    var everyone = guild.path() + "/roles/" + guild.id();
    guild.owner().rest().patch(everyone, Map.of("permissions", "1024")).expect(200);

    alice.rest().patch(at(alice), Map.of("nick", "x")).refused(403, 50013);
    alice.rest().patch(guild.path() + "/members/@me", Map.of("nick", "x")).refused(403, 50013);
    assertThat(shown(alice).path("nick").asText()).isEqualTo("Al");
  }

  /// Where older libraries change their own nickname.
  @Test
  void theOlderAddressOfTheOwnNicknameWorks() {
    var alice = guild.member();
    var nick = guild.path() + "/members/@me/nick";
    assertThat(alice.rest().patch(nick, Map.of("nick", "Al")).expect(200).path("nick").asText())
        .isEqualTo("Al");
    assertThat(alice.rest().patch(nick, Map.of("nick", "x".repeat(33))).fault("nick"))
        .isEqualTo("BASE_TYPE_MAX_LENGTH");
    assertThat(shown(alice).path("nick").asText()).isEqualTo("Al");
  }

  @Test
  void whatChangesNothingIsToldToNobody() {
    var alice = guild.member();
    try (var hears = GatewayClient.of(alice.token())) {
      guild.owner().rest().patch(at(alice), Map.of()).expect(200);
      guild.owner().rest().patch(at(alice), Map.of("roles", List.of(), "flags", 0)).expect(200);
      alice.rest().patch(guild.path() + "/members/@me", Map.of()).expect(200);
      guild.owner().rest().patch(at(alice), Map.of("nick", "Ally")).expect(200);
      guild.owner().rest().patch(at(alice), Map.of("nick", "Ally")).expect(200);
      guild.owner().rest().patch(at(alice), Map.of("nick", "End")).expect(200);

      hears.event("GUILD_MEMBER_UPDATE", it -> it.path("nick").asText().equals("End"));
      assertThat(hears.events("GUILD_MEMBER_UPDATE")).hasSize(2);
    }
    assertThat(guild.audit(24)).hasSize(2);
    assertThat(guild.audit(25)).isEmpty();
  }

  @Test
  void rolesAreSetAsAWhole() {
    var low = RoleOf.granting(guild, 0);
    var lower = RoleOf.granting(guild, 0);
    var manager = RoleOf.granting(guild, MANAGE_ROLES);
    manager.moveTo(3);
    var alice = lower.to(guild.member());
    var mod = manager.to(guild.member());

    var changed =
        mod.rest().patch(at(alice), Map.of("roles", List.of(Long.toString(low.id())))).expect(200);

    assertThat(changed.path("roles")).hasSize(1);
    assertThat(changed.path("roles").path(0).asLong()).isEqualTo(low.id());
    var changes = guild.audit(25).getFirst().path("changes");
    assertThat(changes.findValuesAsText("key")).containsExactly("$add", "$remove");
    mod.rest().patch(at(alice), Map.of("roles", List.of(manager.id()))).refused(403, 50013);
    mod.rest().patch(at(alice), Map.of("roles", List.of(1))).refused(404, 10011);
    alice.rest().patch(at(alice), Map.of("roles", List.of())).refused(403, 50013);
    assertThat(shown(alice).path("roles")).hasSize(1);
    var none = "{\"roles\":null}";
    assertThat(mod.rest().raw("PATCH", at(alice), none).expect(200).path("roles")).isEmpty();
  }

  @Test
  void onlyTheFlagThatCanBeSetIsSet() {
    var alice = guild.member();
    var set = guild.owner().rest().patch(at(alice), Map.of("flags", 7)).expect(200);
    assertThat(set.path("flags").asInt()).isEqualTo(4);
    alice.rest().patch(at(alice), Map.of("flags", 0)).refused(403, 50013);
    assertThat(shown(alice).path("flags").asInt()).isEqualTo(4);
    guild.owner().rest().raw("PATCH", at(alice), "{\"flags\":null}").expect(200);
    assertThat(shown(alice).path("flags").asInt()).isZero();
  }

  @Test
  void whoIsNotInAVoiceChannelCanNotBeMutedThere() {
    var alice = guild.member();
    var voice = RoleOf.granting(guild, VOICE).to(guild.member());
    for (var body : List.of("{\"mute\":true}", "{\"deaf\":false}", "{\"channel_id\":null}")) {
      voice.rest().raw("PATCH", at(alice), body).refused(400, 40032);
      alice.rest().raw("PATCH", at(voice), body).refused(403, 50013);
    }
  }

  @Test
  void kicksAreForThoseAboveAndAreNoted() {
    var kickers = RoleOf.granting(guild, KICK);
    var moderator = kickers.to(guild.member());
    var equal = kickers.to(guild.member());
    var alice = guild.member();
    try (var hears = GatewayClient.of(guild.owner().token())) {
      moderator.rest().delete(at(equal)).refused(403, 50013);
      moderator.rest().delete(at(moderator)).refused(403, 50013);
      moderator.rest().delete(at(guild.owner())).refused(403, 50013);
      alice.rest().delete(at(moderator)).refused(403, 50013);
      moderator.rest().with("X-Audit-Log-Reason", "rude").delete(at(alice)).expect(204);
      moderator.rest().delete(at(alice)).refused(404, 10007);

      var gone = hears.event("GUILD_MEMBER_REMOVE");
      assertThat(gone.path("user").path("id").asLong()).isEqualTo(alice.id());
    }
    assertThat(guild.audit(20)).hasSize(1);
    assertThat(guild.audit(20).getFirst().path("target_id").asLong()).isEqualTo(alice.id());
    assertThat(guild.audit(20).getFirst().path("reason").asText()).isEqualTo("rude");
    guild.lets(alice);
    alice.rest().delete("/users/@me" + guild.path()).expect(204);
    assertThat(guild.audit(20)).hasSize(1);
    guild.owner().rest().delete("/users/@me" + guild.path()).refused(400, 50055);
  }

  @Test
  void badBodiesAreRefused() {
    var alice = guild.member();
    for (var body :
        List.of(
            "[]",
            "{\"roles\":{}}",
            "{\"roles\":[\"x\"]}",
            "{\"nick\":3}",
            "{\"flags\":\"x\"}",
            "{\"communication_disabled_until\":\"soon\"}")) {
      var answer = guild.owner().rest().raw("PATCH", at(alice), body);
      assertThat(answer.status()).as(body).isEqualTo(400);
    }
    assertThat(guild.audit(24)).isEmpty();
  }

  private JsonNode shown(Person member) {
    return guild.owner().rest().get(at(member)).expect(200);
  }
}
