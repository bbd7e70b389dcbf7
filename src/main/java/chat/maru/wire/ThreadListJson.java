package chat.maru.wire;

import java.util.List;

/// Threads, and the caller's membership in those that it has joined.
///
/// @param hasMore whether a further page would hold anything
public record ThreadListJson(
    List<? extends ChannelJson> threads, List<ThreadMemberJson> members, boolean hasMore) {}
