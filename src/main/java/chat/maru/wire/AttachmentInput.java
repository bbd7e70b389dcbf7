package chat.maru.wire;

import org.jspecify.annotations.Nullable;

/// What a sender says of a file (reference: "Attachment structure").
///
/// @param id `n` of the part `files[n]`; when editing also that of a file that stays
public record AttachmentInput(
    @Nullable Long id, @Nullable String filename, @Nullable String description) {}
