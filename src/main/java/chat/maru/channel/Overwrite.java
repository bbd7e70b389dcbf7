package chat.maru.channel;

import chat.maru.wire.OverwriteJson;
import org.jspecify.annotations.Nullable;

/// What a channel gives and takes from a role (type 0) or a member (type 1).
public record Overwrite(long channelId, long targetId, int type, long allow, long deny) {
  static final int ROLE = 0;
  static final int MEMBER = 1;

  OverwriteJson json() {
    return new OverwriteJson(targetId, type, allow, deny);
  }

  /// The bits that another overwrite of the same target gives or takes otherwise.
  long differenceTo(@Nullable Overwrite other) {
    return other == null ? allow | deny : (allow ^ other.allow) | (deny ^ other.deny);
  }

  /// Whether the other one is for the same target in the same channel.
  boolean isSamePlace(Overwrite other) {
    return channelId == other.channelId && targetId == other.targetId;
  }

  Overwrite in(long otherChannelId) {
    return new Overwrite(otherChannelId, targetId, type, allow, deny);
  }
}
