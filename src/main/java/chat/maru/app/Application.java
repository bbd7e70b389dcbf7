package chat.maru.app;

import chat.maru.wire.ApplicationJson;
import chat.maru.wire.UserJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An application and the bot that acts for it. The token is kept in the same row by `auth`.
@Entity
@Table(name = "applications")
public class Application {
  /// The flags that an owner may set: presence, members and message content without approval.
  static final int SETTABLE = 1 << 13 | 1 << 15 | 1 << 19;

  @Id long id;

  @Column(updatable = false)
  long ownerId;

  @Column(updatable = false)
  long botId;

  String name;
  String description = "";
  int flags;

  @Column(updatable = false)
  String verifyKey;

  @Column(updatable = false)
  Instant createdAt;

  @Nullable Instant deletedAt;

  protected Application() {}

  Application(long id, long ownerId, String name, String verifyKey, Instant now) {
    this.id = id;
    this.ownerId = ownerId;
    this.botId = id;
    this.name = name;
    this.verifyKey = verifyKey;
    this.createdAt = now;
  }

  public long id() {
    return id;
  }

  public long botId() {
    return botId;
  }

  /// The granted intents, among others, by the protocol's bits.
  public int flags() {
    return flags;
  }

  ApplicationJson json(UserJson owner, UserJson bot, int guilds) {
    return new ApplicationJson(
        id,
        name,
        null,
        description,
        null,
        bot,
        true,
        false,
        verifyKey,
        flags,
        Integer.toString(flags),
        List.of(),
        List.of(),
        null,
        null,
        owner,
        guilds,
        0,
        0,
        0,
        null,
        List.of());
  }
}
