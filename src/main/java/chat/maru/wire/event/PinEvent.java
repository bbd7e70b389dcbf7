package chat.maru.wire.event;

import java.time.Instant;
import java.util.Optional;

/// What happens to the pins of a channel.
public sealed interface PinEvent extends Dispatch {

  /// Something was pinned or is pinned no more.
  record Update(Pins body) implements PinEvent {
    @Override
    public String type() {
      return "CHANNEL_PINS_UPDATE";
    }
  }

  /// @param lastPinTimestamp when something was pinned the last time
  record Pins(Optional<Long> guildId, long channelId, Optional<Instant> lastPinTimestamp) {}
}
