package chat.maru.guild;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.GatewayClient;
import chat.maru.testkit.GuildOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// A guild is handed over once, by its owner, to a member.
class OwnershipIT {
  private final GuildOf guild = GuildOf.someone();

  @Test
  void ofTwoHandoversAtOnceOneCounts() throws Exception {
    var heirs = List.of(guild.member(), guild.member());
    var calls = new ArrayList<Callable<Integer>>();
    for (var heir : heirs) {
      var body = Map.of("owner_id", Long.toString(heir.id()));
      calls.add(() -> guild.owner().rest().patch(guild.path(), body).status());
    }
    var statuses = new ArrayList<Integer>();
    try (var hears = GatewayClient.of(guild.owner().token());
        var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : pool.invokeAll(calls)) {
        statuses.add(answer.get());
      }
      assertThat(statuses).containsExactlyInAnyOrder(200, 403);
      var owner = heirs.get(statuses.indexOf(200));
      var update = hears.event("GUILD_UPDATE");
      assertThat(update.path("owner_id").asLong()).isEqualTo(owner.id());
      var log = owner.rest().get(guild.path() + "/audit-logs?action_type=1").expect(200);
      assertThat(log.path("audit_log_entries")).hasSize(1);
      var change = log.path("audit_log_entries").path(0).path("changes").path(0);
      assertThat(change.path("key").asText()).isEqualTo("owner_id");
      assertThat(change.path("new_value").asLong()).isEqualTo(owner.id());
      assertThat(hears.events("GUILD_UPDATE")).hasSize(1);
      guild.owner().rest().get(guild.path() + "/audit-logs").refused(403, 50013);
    }
  }
}
