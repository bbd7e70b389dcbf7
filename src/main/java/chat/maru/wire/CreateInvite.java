package chat.maru.wire;

import org.jspecify.annotations.Nullable;

/// The body of POST `/channels/{channel_id}/invites`; all of it may be left out.
///
/// @param maxAge seconds; 0 for ever
/// @param maxUses 0 for any number
/// @param unique whether a similar invite must not be given again
/// @param flags 1 for guests of voice channels, whom this server does not have
/// @param targetType a stream or an activity of a voice channel, which this server does not have
public record CreateInvite(
    @Nullable Integer maxAge,
    @Nullable Integer maxUses,
    @Nullable Boolean temporary,
    @Nullable Boolean unique,
    @Nullable Integer flags,
    @Nullable Integer targetType) {

  /// What a call without a body asks for.
  public static CreateInvite usual() {
    return new CreateInvite(null, null, null, null, null, null);
  }
}
