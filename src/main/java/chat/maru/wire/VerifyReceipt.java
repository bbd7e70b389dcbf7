package chat.maru.wire;

import org.jspecify.annotations.Nullable;

/// The body of checking a receipt.
///
/// @param receipt the `signature` of one
public record VerifyReceipt(@Nullable String receipt) {}
