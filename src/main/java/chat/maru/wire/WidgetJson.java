package chat.maru.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is there, for a page outside (reference: "Guild Widget object").
///
/// @param channels voice channels that everybody may enter
/// @param members up to a hundred that are there, named only
public record WidgetJson(
    long id,
    String name,
    @Nullable String instantInvite,
    List<Channel> channels,
    List<Member> members,
    int presenceCount) {

  /// A channel that everybody may enter.
  public record Channel(long id, String name, int position) {}

  /// Somebody who is there; not by its own id.
  ///
  /// @param id a number within this answer
  public record Member(
      String id,
      String username,
      String discriminator,
      @Nullable String avatar,
      String status,
      String avatarUrl) {}
}
