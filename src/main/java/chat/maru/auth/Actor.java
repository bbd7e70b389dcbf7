package chat.maru.auth;

/// Who does something: an authenticated user or bot, passed along as an argument.
///
/// @param userId the acting user
/// @param bot whether the user is a bot
/// @param sessionId the login session behind an access token; 0 for a bot
/// @param applicationId the application behind a bot token; 0 for a person
/// @param administrator whether the user administers this installation
public record Actor(
    long userId, boolean bot, long sessionId, long applicationId, boolean administrator) {}
