package chat.maru.wire;

/// What a channel gives and takes from one role (type 0) or member (type 1).
public record OverwriteJson(long id, int type, long allow, long deny) {}
