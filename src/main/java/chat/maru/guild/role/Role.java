package chat.maru.guild.role;

import chat.maru.wire.RoleJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A role of a guild. The one with the guild's id is `@everyone`.
@Entity
@Table(name = "roles")
public class Role {
  /// The position right above `@everyone`, which is at 0.
  public static final int LOWEST = 1;

  @Id long id;

  @Column(updatable = false)
  long guildId;

  String name;
  long permissions;
  int color;
  int position;
  boolean hoist;
  boolean mentionable;
  boolean managed;
  @Nullable Long botId;

  protected Role() {}

  public Role(long id, long guildId, String name, long permissions, int position) {
    this.id = id;
    this.guildId = guildId;
    this.name = name;
    this.permissions = permissions;
    this.position = position;
  }

  /// Makes the role that an added bot gets, at the bottom as every new one; it goes with its bot.
  public static Role ofBot(Role plain, long botId) {
    plain.managed = true;
    plain.botId = botId;
    return plain;
  }

  public long id() {
    return id;
  }

  public String name() {
    return name;
  }

  public boolean isEveryone() {
    return id == guildId;
  }

  /// Whether the role belongs to a bot and is neither given nor taken by hand.
  public boolean isManaged() {
    return managed;
  }

  /// Changes what the role allows.
  public void allow(long set) {
    this.permissions = set;
  }

  public RoleJson json() {
    return jsonAt(position);
  }

  /// The wire form with another position than the row's.
  RoleJson jsonAt(int place) {
    return new RoleJson(
        id,
        name,
        permissions,
        place,
        color,
        new RoleJson.Colors(color, null, null),
        hoist,
        managed,
        mentionable,
        null,
        null,
        Optional.ofNullable(botId).map(RoleJson.Tags::new),
        0);
  }
}
