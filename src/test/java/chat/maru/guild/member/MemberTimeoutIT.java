package chat.maru.guild.member;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.access.Permission;
import chat.maru.testkit.Await;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.RoleOf;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Who is timed out reads and does nothing else, until its time is over.
class MemberTimeoutIT {
  private static final String UNTIL = "communication_disabled_until";

  private final GuildOf guild = GuildOf.someone();
  private final Person alice = guild.member();

  private String at(Person person) {
    return guild.path() + "/members/" + person.id();
  }

  private static Map<String, Object> in(Duration time) {
    return Map.of(UNTIL, Instant.now().plus(time).toString());
  }

  private int send(Person who, String text) {
    return who.rest()
        .post("/channels/" + guild.general() + "/messages", Map.of("content", text))
        .status();
  }

  @Test
  void aTimeoutSilencesAtOnceAndIsLifted() {
    try (var hears = GatewayClient.of(alice.token())) {
      assertThat(send(alice, "before")).isEqualTo(200);

      var answer =
          guild
              .owner()
              .rest()
              .with("X-Audit-Log-Reason", "calm down")
              .patch(at(alice), in(Duration.ofHours(1)))
              .expect(200);

      assertThat(answer.path(UNTIL).asText()).endsWith("+00:00");
      assertThat(send(alice, "during")).isEqualTo(403);
      var update = hears.event("GUILD_MEMBER_UPDATE", it -> !it.path(UNTIL).isNull());
      assertThat(update.path(UNTIL)).isEqualTo(answer.path(UNTIL));
      assertThat(send(guild.owner(), "still heard")).isEqualTo(200);
      hears.event("MESSAGE_CREATE", it -> it.path("content").asText().equals("still heard"));
      alice.rest().get("/channels/" + guild.general() + "/messages").expect(200);

      guild.owner().rest().raw("PATCH", at(alice), "{\"" + UNTIL + "\":null}").expect(200);
      assertThat(send(alice, "after")).isEqualTo(200);
    }
    var log = guild.owner().rest().get(guild.path() + "/audit-logs?action_type=24").expect(200);
    assertThat(log.path("audit_log_entries")).hasSize(2);
    var first = log.path("audit_log_entries").path(1);
    assertThat(first.path("reason").asText()).isEqualTo("calm down");
    assertThat(first.path("changes").path(0).path("key").asText()).isEqualTo(UNTIL);
  }

  /// Its end is nobody's doing: no record tells it, each decision looks at the clock. The same open
  /// session goes on to hear, before and after.
  @Test
  void aTimeoutEndsByTheClock() {
    try (var hears = GatewayClient.of(alice.token())) {
      guild.owner().rest().patch(at(alice), in(Duration.ofHours(1))).expect(200);
      assertThat(send(alice, "during")).isEqualTo(403);
      guild.owner().rest().patch(at(alice), in(Duration.ofMillis(1500))).expect(200);
      hears.event("GUILD_MEMBER_UPDATE");
      assertThat(send(guild.owner(), "one")).isEqualTo(200);
      hears.event("MESSAGE_CREATE", it -> it.path("content").asText().equals("one"));

      Await.until("the end of the timeout", () -> send(alice, "two") == 200);

      hears.event("MESSAGE_CREATE", it -> it.path("content").asText().equals("two"));
      hears.send(1000, Map.of("channel_id", Long.toString(guild.general()), "content", "three"));
      hears.event("MESSAGE_CREATE", it -> it.path("content").asText().equals("three"));
      assertThat(hears.events("GUILD_MEMBER_UPDATE")).hasSize(2);
    }
  }

  @Test
  void itLastsFourWeeksAtMost() {
    var tooLong = guild.owner().rest().patch(at(alice), in(Duration.ofDays(28).plusMinutes(1)));
    assertThat(tooLong.fault(UNTIL)).isEqualTo("INVALID_COMMUNICATION_DISABLED_TIMESTAMP");
    guild.owner().rest().patch(at(alice), in(Duration.ofDays(28).minusMinutes(1))).expect(200);
    for (var past : List.of("2020-01-01T00:00:00Z", "-999999999-01-01T00:00:00Z")) {
      var ended = guild.owner().rest().patch(at(alice), Map.of(UNTIL, past)).expect(200);
      assertThat(ended.path(UNTIL).isNull()).isTrue();
    }
    assertThat(send(alice, "after")).isEqualTo(200);
  }

  @Test
  void onlyModeratorsAboveSilenceAndNobodySilencesAdministrators() {
    var moderators = RoleOf.granting(guild, Permission.MODERATE_MEMBERS.bit());
    var moderator = moderators.to(guild.member());
    var equal = moderators.to(guild.member());
    var administrator = RoleOf.granting(guild, Permission.ADMINISTRATOR.bit()).to(guild.member());
    var hour = in(Duration.ofHours(1));

    moderator.rest().patch(at(alice), hour).expect(200);
    for (var other : List.of(equal, moderator, guild.owner(), administrator)) {
      moderator.rest().patch(at(other), hour).refused(403, 50013);
    }
    guild.owner().rest().patch(at(administrator), hour).refused(403, 50013);
    guild.owner().rest().patch(at(guild.owner()), hour).refused(403, 50013);
    alice.rest().patch(at(alice), Map.of(UNTIL, "2020-01-01T00:00:00Z")).refused(403, 50013);
    assertThat(send(alice, "no")).isEqualTo(403);
    assertThat(send(administrator, "yes")).isEqualTo(200);
  }
}
