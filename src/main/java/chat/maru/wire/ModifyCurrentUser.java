package chat.maru.wire;

import chat.maru.kernel.Patch;

/// The body of PATCH `/users/@me`.
///
/// @param password the current one, needed with `email` and `newPassword`
public record ModifyCurrentUser(
    Patch<String> username,
    Patch<String> globalName,
    Patch<String> avatar,
    Patch<String> banner,
    Patch<Integer> accentColor,
    Patch<String> bio,
    Patch<String> email,
    Patch<String> password,
    Patch<String> newPassword) {}
