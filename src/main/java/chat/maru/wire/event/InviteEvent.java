package chat.maru.wire.event;

import chat.maru.wire.UserJson;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What happens to invites.
public sealed interface InviteEvent extends Dispatch {

  /// An invite was made.
  record Create(Made body) implements InviteEvent {
    @Override
    public String type() {
      return "INVITE_CREATE";
    }
  }

  /// An invite can not be used any more.
  record Delete(Gone body) implements InviteEvent {
    @Override
    public String type() {
      return "INVITE_DELETE";
    }
  }

  /// A new invite.
  record Made(
      long guildId,
      long channelId,
      String code,
      int type,
      Optional<UserJson> inviter,
      int maxAge,
      int maxUses,
      int uses,
      boolean temporary,
      Instant createdAt,
      @Nullable Instant expiresAt) {}

  /// Which invite is gone.
  record Gone(long guildId, long channelId, String code) {}
}
