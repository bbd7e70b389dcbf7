package chat.maru.wire;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A webhook (reference: "Webhook Object").
///
/// @param type 1 for one that is executed with its token, 2 for one that follows a channel
/// @param user who made it; not for those who have nothing but the token
/// @param token left out for followers, and for whom it is not meant
/// @param applicationId the application whose bot made it
/// @param sourceGuild the guild of the followed channel, while that is there
/// @param url where to execute it
public record WebhookJson(
    long id,
    int type,
    long guildId,
    long channelId,
    Optional<UserJson> user,
    String name,
    @Nullable String avatar,
    Optional<String> token,
    @Nullable Long applicationId,
    Optional<SourceGuild> sourceGuild,
    Optional<SourceChannel> sourceChannel,
    Optional<String> url) {

  /// The guild of a followed channel.
  public record SourceGuild(long id, String name, @Nullable String icon) {}

  /// A followed channel.
  public record SourceChannel(long id, String name) {}

  /// Returns the form that says where to execute it, if it can be.
  ///
  /// @param origin the server's address as the client sees it
  public WebhookJson at(String origin) {
    return new WebhookJson(
        id,
        type,
        guildId,
        channelId,
        user,
        name,
        avatar,
        token,
        applicationId,
        sourceGuild,
        sourceChannel,
        token.map(secret -> origin + "/api/webhooks/" + id + "/" + secret));
  }
}
