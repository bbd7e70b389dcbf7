package chat.maru.presence;

/// How one client of a user wants the user to be seen.
public record Appearance(ClientKind kind, Presence presence) {}
