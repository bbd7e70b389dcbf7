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

  /// Makes the role that an added bot gets; it goes with its bot.
  public static Role ofBot(Role plain, long botId) {
    plain.managed = true;
    plain.botId = botId;
    return plain;
  }

  public long id() {
    return id;
  }

  /// Changes what the role allows.
  public void allow(long set) {
    this.permissions = set;
  }

  public int position() {
    return position;
  }

  public RoleJson json() {
    return new RoleJson(
        id,
        name,
        permissions,
        position,
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
