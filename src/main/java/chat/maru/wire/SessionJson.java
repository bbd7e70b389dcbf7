package chat.maru.wire;

import java.time.Instant;

/// One login of the caller, as the list of sessions shows it.
///
/// @param address the network address of its last use; empty where unknown
/// @param current whether the call was made by this session
public record SessionJson(
    long id,
    String device,
    String address,
    Instant createdAt,
    Instant lastUsedAt,
    Instant expiresAt,
    boolean current) {}
