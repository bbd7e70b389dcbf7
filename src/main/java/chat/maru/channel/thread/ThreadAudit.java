package chat.maru.channel.thread;

import chat.maru.wire.ChannelJson;
import java.util.List;

/// What an audit log tells of a thread: its settings, not what changes by itself.
record ThreadAudit(
    String name,
    int type,
    boolean archived,
    boolean locked,
    boolean invitable,
    int autoArchiveDuration,
    int rateLimitPerUser,
    int flags,
    List<Long> appliedTags) {

  static ThreadAudit of(ChannelJson.Thread thread) {
    var metadata = thread.threadMetadata();
    return new ThreadAudit(
        thread.name(),
        thread.type(),
        metadata.archived(),
        metadata.locked(),
        metadata.invitable().orElse(true),
        metadata.autoArchiveDuration(),
        thread.rateLimitPerUser(),
        thread.flags(),
        thread.appliedTags().orElse(List.of()));
  }
}
