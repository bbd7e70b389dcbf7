package chat.maru.wire;

import org.jspecify.annotations.Nullable;

/// The body of POST `/channels/{channel_id}/webhooks`.
///
/// @param avatar a data URI of at most 1 MiB
public record CreateWebhook(@Nullable String name, @Nullable String avatar) {}
