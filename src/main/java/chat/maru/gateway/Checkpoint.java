package chat.maru.gateway;

/// How far a session had come: every record of the log below the position that is for it had a
/// number up to the sequence number, so a node that goes on behind that number reads from there.
record Checkpoint(int sequence, long position) {}
