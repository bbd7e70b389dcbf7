package chat.maru.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/// A guild that a test made for itself.
///
/// @param general its first channel
public record GuildOf(Person owner, long id, long general) {

  /// Makes a guild with a new owner.
  public static GuildOf someone() {
    return of(Person.register("owner"));
  }

  public static GuildOf of(Person owner) {
    var guild = owner.rest().post("/guilds", Map.of("name", "Test guild")).expect(201);
    return new GuildOf(owner, guild.path("id").asLong(), guild.path("system_channel_id").asLong());
  }

  /// The guild's address.
  public String path() {
    return "/guilds/" + id;
  }

  /// Makes an invite and lets the person in.
  public Person lets(Person guest) {
    var code =
        owner
            .rest()
            .post("/channels/" + general + "/invites", Map.of("max_age", 0))
            .expect(200)
            .path("code")
            .asText();
    guest.rest().post("/invites/" + code, Map.of()).expect(200);
    return guest;
  }

  /// Lets a new person in.
  public Person member() {
    return lets(Person.register("member"));
  }

  /// Makes a text channel.
  ///
  /// @return its id
  public long channel(Map<String, Object> body) {
    return owner.rest().post(path() + "/channels", body).expect(201).path("id").asLong();
  }

  /// Takes these permissions, and no others, from everybody in its first channel.
  public void denyEveryone(long permissions) {
    var overwrite = Map.of("id", Long.toString(id), "type", 0, "deny", Long.toString(permissions));
    owner
        .rest()
        .patch("/channels/" + general, Map.of("permission_overwrites", List.of(overwrite)))
        .expect(200);
  }

  /// The audit log's entries of one kind, the latest first.
  public List<JsonNode> audit(int action) {
    var log = owner.rest().get(path() + "/audit-logs?action_type=" + action).expect(200);
    return log.path("audit_log_entries").valueStream().toList();
  }

  /// How many members it has, as its own object says.
  public int memberCount() {
    return owner
        .rest()
        .get(path() + "?with_counts=true")
        .expect(200)
        .path("approximate_member_count")
        .asInt();
  }

  /// Makes a channel that only the owner can see.
  public long hidden() {
    return channel(
        Map.of(
            "name",
            "hidden",
            "permission_overwrites",
            List.of(Map.of("id", Long.toString(id), "type", 0, "deny", "1024"))));
  }
}
