package chat.maru.channel.invite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InvitesIT {
  private static JsonNode invite(GuildOf guild, Map<String, Object> body) {
    return guild.owner().rest().post("/channels/" + guild.general() + "/invites", body).expect(200);
  }

  private static String path(JsonNode invite) {
    return "/invites/" + invite.path("code").asText();
  }

  @Test
  void anInviteIsMadeShownAcceptedAndWithdrawn() {
    var guild = GuildOf.someone();
    var made = invite(guild, Map.of("max_age", 600, "max_uses", 3));
    assertEquals(8, made.path("code").asText().length());
    assertEquals(600, made.path("max_age").asInt());
    assertEquals(Long.toString(guild.id()), made.path("guild_id").asText());
    var guest = Person.register();
    Rest.anonymous().get(path(made)).expect(200);
    var preview = guest.rest().get(path(made) + "?with_counts=True").expect(200);
    assertEquals(1, preview.path("approximate_member_count").asInt());
    assertFalse(preview.has("uses"));
    assertEquals(Long.toString(guild.id()), preview.path("guild").path("id").asText());
    assertTrue(preview.has("expires_at"));
    guest.rest().post(path(made), Map.of()).expect(200);
    guest.rest().get(guild.path()).expect(200);
    guest.rest().post(path(made), Map.of()).expect(200);
    var listed = guild.owner().rest().get(guild.path() + "/invites").expect(200);
    assertEquals(1, listed.path(0).path("uses").asInt());
    guest.rest().get(guild.path() + "/invites").refused(403, 50013);
    guest.rest().delete(path(made)).refused(403, 50013);
    guild.owner().rest().delete(path(made)).expect(200);
    guest.rest().get(path(made)).refused(404, 10006);
    guild.owner().rest().delete(path(made)).refused(404, 10006);
  }

  @Test
  void aSimilarInviteIsGivenAgainUnlessItMustBeUnique() {
    var guild = GuildOf.someone();
    var first = invite(guild, Map.of());
    assertEquals(86_400, first.path("max_age").asInt());
    assertEquals(first.path("code"), invite(guild, Map.of()).path("code"));
    assertNotEquals(first.path("code"), invite(guild, Map.of("unique", true)).path("code"));
    var ofGuild = guild.owner().rest().post(guild.path() + "/invites", Map.of()).expect(200);
    assertEquals(Long.toString(guild.general()), ofGuild.path("channel").path("id").asText());
  }

  @Test
  void theLastUseEndsTheInviteAndOnlyOneOfManyGetsIt() throws Exception {
    var guild = GuildOf.someone();
    var invite = invite(guild, Map.of("max_uses", 1, "unique", true));
    var guests = IntStream.range(0, 50).mapToObj(_ -> Person.register("guest")).toList();
    var joins =
        guests.stream()
            .map(
                guest ->
                    (Callable<Integer>) () -> guest.rest().post(path(invite), Map.of()).status())
            .toList();
    var statuses = new ArrayList<Integer>();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : pool.invokeAll(joins)) {
        statuses.add(answer.get());
      }
    }
    assertEquals(1, statuses.stream().filter(status -> status == 200).count(), statuses::toString);
    assertEquals(49, statuses.stream().filter(status -> status == 404).count());
    var counted = guild.owner().rest().get(guild.path() + "?with_counts=true").expect(200);
    assertEquals(2, counted.path("approximate_member_count").asInt());
    assertEquals(
        2, guild.owner().rest().get(guild.path() + "/members?limit=1000").expect(200).size());
    guild.owner().rest().get(path(invite)).refused(404, 10006);
  }

  @Test
  void badBodiesAndMissingPermissionsAreRefused() {
    var guild = GuildOf.someone();
    var address = "/channels/" + guild.general() + "/invites";
    var rest = guild.owner().rest();
    assertEquals(
        "NUMBER_TYPE_MAX", rest.post(address, Map.of("max_age", 604_801)).fault("max_age"));
    assertEquals("NUMBER_TYPE_MAX", rest.post(address, Map.of("max_uses", 101)).fault("max_uses"));
    assertEquals("NUMBER_TYPE_MIN", rest.post(address, Map.of("max_uses", -1)).fault("max_uses"));
    for (var text : List.of("[]", "{\"max_age\":1e30}", "{\"temporary\":\"yes\"}", "{")) {
      assertEquals(400, rest.raw("POST", address, text).status(), text);
    }
    rest.raw("POST", address, "null").expect(200);
    Person.register().rest().post(address, Map.of()).refused(404, 10003);
    Person.register().rest().get("/invites/nothing1").refused(404, 10006);
    Person.register().rest().post("/invites/nothing1", Map.of()).refused(404, 10006);
    var member = guild.member();
    member.rest().get(address).refused(403, 50013);
    member.rest().post(address, Map.of("max_age", 60)).expect(200);
  }

  @Test
  void anInviteDiesWithItsChannel() {
    var guild = GuildOf.someone();
    var invite = invite(guild, Map.of());
    guild.owner().rest().delete("/channels/" + guild.general()).expect(200);
    Person.register().rest().get(path(invite)).refused(404, 10006);
  }
}
