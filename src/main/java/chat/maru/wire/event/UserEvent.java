package chat.maru.wire.event;

import chat.maru.wire.MeJson;

/// What only the user itself is told of its account.
public sealed interface UserEvent extends Dispatch {

  /// The account has changed.
  record Update(MeJson body) implements UserEvent {
    @Override
    public String type() {
      return "USER_UPDATE";
    }
  }
}
