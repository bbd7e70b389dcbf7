package chat.maru.app.webhook;

import chat.maru.message.body.Byline;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A webhook, or what follows an announcement channel. Changed only under the lock of its guild,
/// which it never leaves.
@Entity
@Table(name = "webhooks")
public class Webhook {
  /// Is executed with its token.
  private static final int INCOMING = 1;

  /// Gets what the channel that it follows publishes; has no token.
  private static final int FOLLOWER = 2;

  @Id long id;

  @Column(updatable = false)
  int type;

  @Column(updatable = false)
  long guildId;

  long channelId;

  @Column(updatable = false)
  long userId;

  @Column(updatable = false)
  @Nullable Long applicationId;

  String name;
  @Nullable String avatar;

  @Column(updatable = false)
  @Nullable Long sourceGuildId;

  @Column(updatable = false)
  @Nullable Long sourceChannelId;

  @Column(updatable = false)
  Instant createdAt;

  protected Webhook() {}

  /// Where a webhook is, and who made it there.
  ///
  /// @param applicationId of a bot; 0 for a person
  record Made(long guildId, long channelId, long userId, long applicationId, Instant at) {}

  /// What a webhook follows.
  public record Followed(long guildId, long channelId) {}

  Webhook(long id, Made made, String name, Followed followed) {
    this(id, FOLLOWER, made, name);
    this.sourceGuildId = followed.guildId();
    this.sourceChannelId = followed.channelId();
  }

  Webhook(long id, Made made, String name) {
    this(id, INCOMING, made, name);
  }

  private Webhook(long id, int type, Made made, String name) {
    this.id = id;
    this.type = type;
    this.guildId = made.guildId();
    this.channelId = made.channelId();
    this.userId = made.userId();
    this.applicationId = made.applicationId() == 0 ? null : made.applicationId();
    this.createdAt = made.at();
    this.name = name;
  }

  public long id() {
    return id;
  }

  /// Whether a token executes it.
  boolean isIncoming() {
    return type == INCOMING;
  }

  /// Whether it belongs to an application, which may then send components that do something.
  boolean isOfApplication() {
    return applicationId != null;
  }

  /// How its messages show it.
  Byline byline() {
    return new Byline(name, avatar, applicationId);
  }

  /// What the audit log keeps of it.
  record Told(
      int type,
      long channelId,
      String name,
      @Nullable String avatarHash,
      @Nullable Long applicationId) {}

  Told told() {
    return new Told(type, channelId, name, avatar, applicationId);
  }
}
