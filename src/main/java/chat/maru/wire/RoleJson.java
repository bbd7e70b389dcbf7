package chat.maru.wire;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A role (reference: "Role object").
///
/// @param tags left out for a role that people made
public record RoleJson(
    long id,
    String name,
    long permissions,
    int position,
    int color,
    Colors colors,
    boolean hoist,
    boolean managed,
    boolean mentionable,
    @Nullable String icon,
    @Nullable String unicodeEmoji,
    Optional<Tags> tags,
    int flags) {

  /// The colours of a role; Maru has the first one only.
  public record Colors(
      int primaryColor, @Nullable Integer secondaryColor, @Nullable Integer tertiaryColor) {}

  /// What a managed role belongs to.
  public record Tags(long botId) {}
}
