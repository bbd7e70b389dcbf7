package chat.maru.wire;

import java.time.Instant;
import java.util.Optional;

/// What only a thread has (reference: "Thread Metadata object").
///
/// @param archiveTimestamp when `archived` last changed
/// @param autoArchiveDuration minutes without a message after which it is archived
/// @param invitable for private threads: whether its members may add others
public record ThreadMetadataJson(
    boolean archived,
    int autoArchiveDuration,
    Instant archiveTimestamp,
    boolean locked,
    Optional<Boolean> invitable,
    Instant createTimestamp) {}
