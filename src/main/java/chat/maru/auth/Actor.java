package chat.maru.auth;

import java.util.Optional;

/// Who does something: an authenticated user, bot or webhook, passed along as an argument.
///
/// @param userId the acting user; the id of a webhook
/// @param bot whether the user is a bot
/// @param sessionId the login session behind an access token; 0 for a bot
/// @param applicationId the application behind a bot token; 0 for a person
/// @param administrator whether the user administers this installation
/// @param reason why it does what it does, for audit logs; empty where it gave none
public record Actor(
    long userId,
    boolean bot,
    long sessionId,
    long applicationId,
    boolean administrator,
    Optional<String> reason) {
  /// Makes the actor behind an access token.
  public static Actor person(long userId, long sessionId, boolean administrator) {
    return new Actor(userId, false, sessionId, 0, administrator, Optional.empty());
  }

  /// Makes the actor behind a bot token.
  public static Actor bot(long userId, long applicationId) {
    return new Actor(userId, true, 0, applicationId, false, Optional.empty());
  }

  /// Makes the actor behind a webhook's token. It has no user.
  public static Actor webhook(long webhookId) {
    return new Actor(webhookId, true, 0, 0, false, Optional.empty());
  }

  /// Whether it is a webhook: what acts as a bot and has no application.
  public boolean isWebhook() {
    return bot && applicationId == 0;
  }

  /// The same actor, with its reason.
  Actor because(Optional<String> given) {
    return new Actor(userId, bot, sessionId, applicationId, administrator, given);
  }
}
