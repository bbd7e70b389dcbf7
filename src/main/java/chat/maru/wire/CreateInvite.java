package chat.maru.wire;

import org.jspecify.annotations.Nullable;

/// The body of POST `/channels/{channel_id}/invites`; all of it may be left out.
///
/// @param maxAge seconds; 0 for ever
/// @param maxUses 0 for any number
/// @param unique whether a similar invite must not be given again
public record CreateInvite(
    @Nullable Integer maxAge,
    @Nullable Integer maxUses,
    @Nullable Boolean temporary,
    @Nullable Boolean unique) {

  /// What a call without a body asks for.
  public static CreateInvite usual() {
    return new CreateInvite(null, null, null, null);
  }
}
