package chat.maru.wire;

/// Whether a member of a room is there.
///
/// @param status `online`, `idle`, `dnd` or `offline`
public record RoomPresenceJson(long userId, String status) {}
