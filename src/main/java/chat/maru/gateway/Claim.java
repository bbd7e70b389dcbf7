package chat.maru.gateway;

/// A session that was another node's and is this one's now.
///
/// @param seen the last sequence number that its client has got
/// @param position from where on the log may hold what the client has not got
/// @param epoch how often the session has changed nodes: who has a lower one has lost it
record Claim(String sessionId, SessionRecord record, int seen, long position, int epoch) {}
