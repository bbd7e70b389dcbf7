package chat.maru.message;

import chat.maru.message.attachment.Attachment;
import chat.maru.message.body.Byline;
import chat.maru.wire.CreateMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a client sends: the body, and the files that came with it by the numbers of their fields.
///
/// @param byline of a webhook
public record Sent(CreateMessage body, Map<Long, Attachment> files, Optional<Byline> byline) {

  /// What a user sends.
  public Sent(CreateMessage body, Map<Long, Attachment> files) {
    this(body, files, Optional.empty());
  }

  /// A body without files.
  public static Sent of(CreateMessage body) {
    return new Sent(body, Map.of());
  }

  /// What is the same when a client sends the same again.
  List<Object> visible() {
    return List.of(body, files.values().stream().map(Attachment::content).toList(), byline);
  }
}
