package chat.maru.channel;

import chat.maru.wire.OverwriteJson;

/// What a channel gives and takes from a role (type 0) or a member (type 1).
public record Overwrite(long channelId, long targetId, int type, long allow, long deny) {
  static final int ROLE = 0;
  static final int MEMBER = 1;

  OverwriteJson json() {
    return new OverwriteJson(targetId, type, allow, deny);
  }

  Overwrite in(long otherChannelId) {
    return new Overwrite(otherChannelId, targetId, type, allow, deny);
  }
}
