package chat.maru.user;

import chat.maru.wire.MeJson;
import chat.maru.wire.UserJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A person or a bot. What `auth` keeps in the same row (password, e-mail) is not changed here.
@Entity
@Table(name = "users")
public class User {
  @Id long id;
  String username;
  @Nullable String globalName;

  @Column(updatable = false)
  @Nullable String email;

  @Column(updatable = false)
  boolean emailVerified;

  @Column(updatable = false)
  boolean bot;

  @Nullable String avatar;
  @Nullable String banner;
  @Nullable Integer accentColor;
  String bio = "";
  String locale = "en-US";

  @Column(updatable = false)
  Instant createdAt;

  protected User() {}

  private User(long id, String username, Instant createdAt) {
    this.id = id;
    this.username = username;
    this.createdAt = createdAt;
  }

  /// Makes the user behind an application. Names of bots need not be unique.
  public static User bot(long id, String username, Instant now) {
    var user = new User(id, username, now);
    user.bot = true;
    return user;
  }

  public long id() {
    return id;
  }

  public String username() {
    return username;
  }

  public boolean isBot() {
    return bot;
  }

  /// Gives a bot another name.
  public void rename(String name) {
    this.username = name;
  }

  /// What everybody may see.
  public UserJson json() {
    return UserJson.of(id, username, globalName, avatar, bot);
  }

  /// What the user itself may see.
  public MeJson me() {
    return new MeJson(
        id,
        username,
        bot ? "0000" : "0",
        globalName,
        avatar,
        bot,
        false,
        0,
        0,
        banner,
        accentColor,
        null,
        null,
        null,
        bio,
        false,
        locale,
        0,
        email,
        bot || emailVerified);
  }
}
