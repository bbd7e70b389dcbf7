package chat.maru.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A user as others see it (reference: "User object"). The keys that Discord's description demands
/// and that Maru has no value for are sent empty.
public record UserJson(
    long id,
    String username,
    String discriminator,
    @Nullable String globalName,
    @Nullable String avatar,
    boolean bot,
    boolean system,
    int flags,
    int publicFlags,
    @Nullable String banner,
    @Nullable Integer accentColor,
    @JsonInclude @Nullable Object avatarDecorationData,
    @JsonInclude @Nullable Object collectibles,
    @JsonInclude @Nullable Object displayNameStyles,
    @JsonInclude @Nullable Object primaryGuild) {

  /// Makes the public form of a user of five columns of a row: id, username, global_name, avatar,
  /// bot.
  ///
  /// @param at where the id stands
  public static UserJson ofRow(Object[] row, int at) {
    return of(
        (Long) row[at],
        (String) row[at + 1],
        (String) row[at + 2],
        (String) row[at + 3],
        (Boolean) row[at + 4]);
  }

  /// Makes the public form of a user.
  public static UserJson of(
      long id, String username, @Nullable String globalName, @Nullable String avatar, boolean bot) {
    return new UserJson(
        id,
        username,
        bot ? "0000" : "0",
        globalName,
        avatar,
        bot,
        false,
        0,
        0,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
