package chat.maru.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// A role that a test made in its guild.
public record RoleOf(GuildOf guild, long id) {

  /// Makes a role that grants these permissions, below all others.
  public static RoleOf granting(GuildOf guild, long permissions) {
    return in(guild, Map.of("permissions", Long.toString(permissions)));
  }

  public static RoleOf in(GuildOf guild, Map<String, Object> body) {
    var role = guild.owner().rest().post(guild.path() + "/roles", body).expect(200);
    return new RoleOf(guild, role.path("id").asLong());
  }

  /// The role's address.
  public String path() {
    return guild.path() + "/roles/" + id;
  }

  /// The address at which somebody gets it.
  public String at(Person member) {
    return guild.path() + "/members/" + member.id() + "/roles/" + id;
  }

  /// The owner gives it.
  public Person to(Person member) {
    guild.owner().rest().put(at(member), Map.of()).expect(204);
    return member;
  }

  /// The owner takes it.
  public void from(Person member) {
    guild.owner().rest().delete(at(member)).expect(204);
  }

  /// The owner moves it.
  public void moveTo(int position) {
    guild.owner().rest().patch(guild.path() + "/roles", List.of(move(position))).expect(200);
  }

  /// A line of a reorder.
  public Map<String, Object> move(int position) {
    var move = new HashMap<String, Object>();
    move.put("id", Long.toString(id));
    move.put("position", position);
    return move;
  }

  /// How it is seen now.
  public JsonNode json() {
    return guild.owner().rest().get(path()).expect(200);
  }

  /// The ids of all roles of a guild, lowest first.
  public static List<Long> order(GuildOf guild) {
    var list = guild.owner().rest().get(guild.path() + "/roles").expect(200);
    return StreamSupport.stream(list.spliterator(), false)
        .map(role -> role.path("id").asLong())
        .toList();
  }
}
