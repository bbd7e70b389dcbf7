package chat.maru.channel;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// What the audit log keeps of channels, invites and the owner.
class ChannelAuditIT {
  private final GuildOf guild = GuildOf.someone();
  private final long channel = guild.channel(Map.of("name", "tea"));

  @Test
  void aChangeOfAChannelIsToldByField() {
    var overwrite = Map.of("id", Long.toString(guild.id()), "type", 0, "deny", "2048");
    var body = Map.of("topic", "green", "permission_overwrites", List.of(overwrite));
    guild.owner().rest().patch("/channels/" + channel, body).expect(200);
    guild.owner().rest().patch("/channels/" + channel, body).expect(200);
    var log = entries("&target_id=" + channel);
    assertThat(log.findValuesAsText("action_type")).containsExactly("13", "11", "10");
    var change = log.path(1).path("changes");
    assertThat(change).hasSize(1);
    assertThat(change.path(0).path("key").asText()).isEqualTo("topic");
    assertThat(change.path(0).has("old_value")).isFalse();
    assertThat(change.path(0).path("new_value").asText()).isEqualTo("green");
    assertThat(log.path(0).path("options").path("role_name").asText()).isEqualTo("@everyone");
  }

  @Test
  void theEndOfAChannelIsTold() {
    guild
        .owner()
        .rest()
        .with("X-Audit-Log-Reason", "empty")
        .delete("/channels/" + channel)
        .expect(200);
    var entry = entries("&action_type=12").path(0);
    assertThat(entry.path("target_id").asLong()).isEqualTo(channel);
    assertThat(entry.path("reason").asText()).isEqualTo("empty");
    assertThat(changed(entry, "name").path("old_value").asText()).isEqualTo("tea");
    assertThat(changed(entry, "name").has("new_value")).isFalse();
  }

  @Test
  void movesAreTold() {
    var category = guild.channel(Map.of("name", "house", "type", 4));
    var move =
        List.of(
            Map.of("id", channel, "position", 9, "parent_id", category),
            Map.of("id", guild.general(), "position", 0));
    guild.owner().rest().patch(guild.path() + "/channels", move).expect(204);
    var log = entries("&action_type=11");
    assertThat(log).as("general was at 0 and stays there").hasSize(1);
    assertThat(log.path(0).path("target_id").asLong()).isEqualTo(channel);
    assertThat(changed(log.path(0), "position").path("new_value").asInt()).isEqualTo(9);
    assertThat(changed(log.path(0), "parent_id").path("new_value").asLong()).isEqualTo(category);
  }

  @Test
  void invitesAreToldToThoseWhoManageTheChannelAndNobodyElse() {
    var member = guild.member();
    try (var owner = GatewayClient.of(guild.owner().token());
        var other = GatewayClient.of(member.token())) {
      var invites = "/channels/" + channel + "/invites";
      var code =
          member.rest().post(invites, Map.of("max_age", 60)).expect(200).path("code").asText();
      owner.event("INVITE_CREATE", it -> it.path("code").asText().equals(code));
      guild.owner().rest().delete("/invites/" + code).expect(200);
      owner.event("INVITE_DELETE", it -> it.path("code").asText().equals(code));
      guild.owner().rest().patch("/channels/" + channel, Map.of("topic", "end")).expect(200);
      other.event("CHANNEL_UPDATE");
      assertThat(other.types()).doesNotContain("INVITE_CREATE", "INVITE_DELETE");

      var made = entries("&action_type=40").path(0);
      assertThat(made.path("user_id").asLong()).isEqualTo(member.id());
      assertThat(made.path("target_id").isNull()).isTrue();
      assertThat(changed(made, "code").path("new_value").asText()).isEqualTo(code);
      assertThat(changed(made, "max_age").path("new_value").asInt()).isEqualTo(60);
      assertThat(changed(made, "channel_id").path("new_value").asLong()).isEqualTo(channel);
      var gone = entries("&action_type=42").path(0);
      assertThat(gone.path("user_id").asLong()).isEqualTo(guild.owner().id());
      assertThat(changed(gone, "code").path("old_value").asText()).isEqualTo(code);
      assertThat(changed(gone, "inviter_id").path("old_value").asLong()).isEqualTo(member.id());
    }
  }

  @Test
  void anotherOwnerIsTold() {
    var heir = guild.member();
    guild.owner().rest().patch(guild.path(), Map.of("owner_id", heir.id())).expect(200);
    var log =
        heir.rest()
            .get(guild.path() + "/audit-logs?action_type=1")
            .expect(200)
            .path("audit_log_entries");
    assertThat(changed(log.path(0), "owner_id").path("new_value").asLong()).isEqualTo(heir.id());
    assertThat(changed(log.path(0), "owner_id").path("old_value").asLong())
        .isEqualTo(guild.owner().id());
  }

  private JsonNode entries(String query) {
    return guild
        .owner()
        .rest()
        .get(guild.path() + "/audit-logs?limit=100" + query)
        .expect(200)
        .path("audit_log_entries");
  }

  private static JsonNode changed(JsonNode entry, String key) {
    return StreamSupport.stream(entry.path("changes").spliterator(), false)
        .filter(change -> change.path("key").asText().equals(key))
        .findFirst()
        .orElseThrow(() -> new AssertionError(key + " in " + entry));
  }
}
