package chat.maru.guild;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.guild.audit.AuditAction;
import chat.maru.testkit.BigGuild;
import chat.maru.testkit.Bot;
import chat.maru.testkit.Drawing;
import chat.maru.testkit.GuildOf;
import chat.maru.testkit.Person;
import chat.maru.testkit.Rest;
import chat.maru.testkit.RoleOf;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// No kind of change is without its entry in the audit log, and the reason stands in it.
class AuditActionsIT {
  private static final String REASON = "spring cleaning";

  /// No operation changes an invite; a bot is let in by a page that takes no reason.
  private static final Set<AuditAction> WITHOUT =
      Set.of(AuditAction.INVITE_UPDATE, AuditAction.BOT_ADD);

  private final GuildOf guild = GuildOf.someone();
  private final Rest rest = guild.owner().rest().with("X-Audit-Log-Reason", REASON);

  @Test
  void everyActionIsNotedWithItsReason() {
    settings();
    var channel = channels();
    roles();
    members();
    messages(channel);
    threads(channel);
    rest.delete("/channels/" + channel).expect(200);

    var entries = guild.owner().rest().get(guild.path() + "/audit-logs?limit=100").expect(200);
    var noted =
        StreamSupport.stream(entries.path("audit_log_entries").spliterator(), false)
            .filter(entry -> entry.path("reason").asText().equals(REASON))
            .map(entry -> entry.path("action_type").asInt())
            .toList();
    assertThat(AuditAction.values())
        .filteredOn(action -> !WITHOUT.contains(action))
        .allSatisfy(action -> assertThat(noted).contains(action.number()));
    assertThat(guild.audit(AuditAction.BOT_ADD.number())).hasSize(1);
  }

  private void settings() {
    rest.patch(guild.path(), Map.of("name", "Tea house")).expect(200);
    var image = Drawing.uri("png", Drawing.of("png", 16, 16, 0x00aa00));
    var emoji = id(guild.path() + "/emojis", Map.of("name", "tea", "image", image), 201);
    rest.patch(guild.path() + "/emojis/" + emoji, Map.of("name", "mug")).expect(200);
    rest.delete(guild.path() + "/emojis/" + emoji).expect(204);
  }

  private String channels() {
    var channel = id(guild.path() + "/channels", Map.of("name", "stage"), 201);
    var at = "/channels/" + channel;
    rest.patch(at, Map.of("topic", "tea")).expect(200);
    var overwrite = at + "/permissions/" + guild.id();
    rest.put(overwrite, Map.of("type", 0, "deny", "2048")).expect(204);
    rest.put(overwrite, Map.of("type", 0, "deny", "4096")).expect(204);
    rest.delete(overwrite).expect(204);
    var code = rest.post(at + "/invites", Map.of()).expect(200).path("code").asText();
    rest.delete("/invites/" + code).expect(200);
    var hook = id(at + "/webhooks", Map.of("name", "crier"), 200);
    rest.patch("/webhooks/" + hook, Map.of("name", "herald")).expect(200);
    rest.delete("/webhooks/" + hook).expect(204);
    return channel;
  }

  private void roles() {
    var role = id(guild.path() + "/roles", Map.of("name", "barista"), 200);
    rest.patch(guild.path() + "/roles/" + role, Map.of("name", "cook")).expect(200);
    rest.delete(guild.path() + "/roles/" + role).expect(204);
  }

  private void members() {
    var members = guild.path() + "/members/";
    var member = guild.member();
    rest.patch(members + member.id(), Map.of("nick", "Mina")).expect(200);
    var role = new RoleOf(guild, Long.parseLong(id(guild.path() + "/roles", Map.of(), 200)));
    rest.put(role.at(member), Map.of()).expect(204);
    rest.delete(members + member.id()).expect(204);
    var banned = guild.path() + "/bans/" + guild.member().id();
    rest.put(banned, Map.of()).expect(204);
    rest.delete(banned).expect(204);
    Bot.in(guild);
    away(guild.member());
    rest.post(guild.path() + "/prune", Map.of("days", 30)).expect(200);
  }

  private void messages(String channel) {
    var messages = "/channels/" + channel + "/messages";
    var member = guild.member();
    var ids =
        List.of("one", "two", "three").stream()
            .map(text -> member.rest().post(messages, Map.of("content", text)).expect(200))
            .map(message -> message.path("id").asText())
            .toList();
    rest.put(messages + "/pins/" + ids.get(0), Map.of()).expect(204);
    rest.delete(messages + "/pins/" + ids.get(0)).expect(204);
    rest.delete(messages + "/" + ids.get(0)).expect(204);
    rest.post(messages + "/bulk-delete", Map.of("messages", ids.subList(1, 3))).expect(204);
  }

  private void threads(String channel) {
    var body = Map.<String, Object>of("name", "corner", "type", 11);
    var thread = id("/channels/" + channel + "/threads", body, 201);
    rest.patch("/channels/" + thread, Map.of("name", "nook")).expect(200);
    rest.delete("/channels/" + thread).expect(200);
  }

  private static void away(Person member) {
    try (var connection = BigGuild.connect();
        var statement = connection.createStatement()) {
      statement.execute("delete from last_seen where user_id = " + member.id());
      statement.execute(
          "update members set joined_at = now() - interval '40 days' where user_id = "
              + member.id());
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private String id(String path, Map<String, Object> body, int status) {
    return rest.post(path, body).expect(status).path("id").asText();
  }
}
