package chat.maru.guild;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Bot;
import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// Who did what, and why: read by those who may, told to those who may.
class AuditLogIT {
  private final GuildOf guild = GuildOf.someone();
  private final String log = guild.path() + "/audit-logs";

  @Test
  void anEntryTellsWhoChangedWhatAndWhy() {
    rename("Tea house", "spring%20cleaning%20%E2%9C%A8");

    var body = guild.owner().rest().get(log).expect(200);

    var entry = body.path("audit_log_entries").path(0);
    assertThat(entry.path("action_type").asInt()).isEqualTo(1);
    assertThat(entry.path("user_id").asLong()).isEqualTo(guild.owner().id());
    assertThat(entry.path("target_id").asLong()).isEqualTo(guild.id());
    assertThat(entry.path("reason").asText()).isEqualTo("spring cleaning ✨");
    assertThat(entry.path("changes")).hasSize(1);
    assertThat(entry.path("changes").path(0).path("key").asText()).isEqualTo("name");
    assertThat(entry.path("changes").path(0).path("old_value").asText()).isEqualTo("Test guild");
    assertThat(entry.path("changes").path(0).path("new_value").asText()).isEqualTo("Tea house");
    assertThat(body.path("users").path(0).path("id").asLong()).isEqualTo(guild.owner().id());
    for (var list : List.of("integrations", "webhooks", "guild_scheduled_events", "threads")) {
      assertThat(body.path(list).isArray()).as(list).isTrue();
    }
  }

  @Test
  void pagesAndFilters() {
    for (var i = 0; i < 5; i++) {
      rename("Name " + i, "reason " + i);
    }
    var newest = entries("?limit=2");
    assertThat(reasons(newest)).containsExactly("reason 4", "reason 3");
    var older = entries("?limit=2&before=" + newest.getLast().path("id").asText());
    assertThat(reasons(older)).containsExactly("reason 2", "reason 1");
    var after = entries("?limit=2&after=" + older.getLast().path("id").asText());
    assertThat(reasons(after)).containsExactly("reason 2", "reason 3");

    assertThat(entries("?user_id=" + guild.owner().id())).hasSize(5);
    assertThat(entries("?user_id=1")).isEmpty();
    assertThat(entries("?action_type=1")).hasSize(5);
    assertThat(entries("?action_type=20")).isEmpty();
    assertThat(entries("?target_id=" + guild.id())).hasSize(5);
    guild.owner().rest().get(log + "?limit=101").refused(400, 50035);
    guild.owner().rest().get(log + "?before=x").refused(400, 50035);
  }

  @Test
  void onlyThoseWhoMayReadItDo() {
    var member = guild.member();
    var stranger = Person.register();

    member.rest().get(log).refused(403, 50013);
    stranger.rest().get(log).refused(404, 10004);
    var tooLong = "x".repeat(513);
    guild
        .owner()
        .rest()
        .with("X-Audit-Log-Reason", tooLong)
        .patch(guild.path(), Map.of("name", "Other"))
        .refused(400, 50035);
  }

  @Test
  void theEventGoesToThoseWhoMayReadTheLogAndToNobodyElse() {
    var member = guild.member();
    var bot = Bot.in(guild);
    try (var mine = GatewayClient.of(guild.owner().token());
        var theirs = GatewayClient.of(member.token());
        var withIntent = GatewayClient.of(bot.token(), 1 | 1 << 2);
        var without = GatewayClient.of(bot.token(), 1)) {
      rename("Tea house", "because");

      var entry = mine.event("GUILD_AUDIT_LOG_ENTRY_CREATE");
      assertThat(entry.path("guild_id").asLong()).isEqualTo(guild.id());
      assertThat(entry.path("reason").asText()).isEqualTo("because");
      withIntent.event("GUILD_AUDIT_LOG_ENTRY_CREATE");
      theirs.event("GUILD_UPDATE", update -> update.path("name").asText().equals("Tea house"));
      without.event("GUILD_UPDATE", update -> update.path("name").asText().equals("Tea house"));
      assertThat(theirs.types()).doesNotContain("GUILD_AUDIT_LOG_ENTRY_CREATE");
      assertThat(without.types()).doesNotContain("GUILD_AUDIT_LOG_ENTRY_CREATE");
    }
  }

  private void rename(String name, String reason) {
    guild
        .owner()
        .rest()
        .with("X-Audit-Log-Reason", reason)
        .patch(guild.path(), Map.of("name", name))
        .expect(200);
  }

  private List<JsonNode> entries(String query) {
    var body = guild.owner().rest().get(log + query).expect(200);
    return StreamSupport.stream(body.path("audit_log_entries").spliterator(), false).toList();
  }

  private static List<String> reasons(List<JsonNode> entries) {
    return entries.stream().map(entry -> entry.path("reason").asText()).toList();
  }
}
