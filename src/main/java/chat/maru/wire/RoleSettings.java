package chat.maru.wire;

import org.jspecify.annotations.Nullable;

/// The body of POST `/guilds/{guild_id}/roles` and of PATCH `/guilds/{guild_id}/roles/{role_id}`.
/// What is left out or null is the usual on a new role, and stays as it is on an old one.
///
/// @param color the first of `colors`, as older clients send it; `colors` counts where both are
///     given
public record RoleSettings(
    @Nullable String name,
    @Nullable Long permissions,
    @Nullable Integer color,
    @Nullable Colors colors,
    @Nullable Boolean hoist,
    @Nullable Boolean mentionable,
    @Nullable String icon,
    @Nullable String unicodeEmoji) {

  /// The colours of a role; Maru has the first one only.
  public record Colors(
      @Nullable Integer primaryColor,
      @Nullable Integer secondaryColor,
      @Nullable Integer tertiaryColor) {}
}
