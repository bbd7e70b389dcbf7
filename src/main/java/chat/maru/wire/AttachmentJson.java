package chat.maru.wire;

import java.util.Optional;

/// A file of a message (reference: "Attachment object").
///
/// @param url good for a day; every read of the message gives a new one
/// @param width of a picture
public record AttachmentJson(
    long id,
    String filename,
    int size,
    String url,
    String proxyUrl,
    Optional<String> contentType,
    Optional<String> description,
    Optional<Integer> width,
    Optional<Integer> height) {}
