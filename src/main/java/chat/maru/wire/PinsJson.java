package chat.maru.wire;

import java.time.Instant;
import java.util.List;

/// A page of a channel's pins, the youngest first (reference: "Get Channel Pins").
///
/// @param hasMore whether there are older ones
public record PinsJson(List<Pin> items, boolean hasMore) {

  /// A pinned message.
  public record Pin(Instant pinnedAt, MessageJson message) {}
}
