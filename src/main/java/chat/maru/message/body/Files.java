package chat.maru.message.body;

import chat.maru.kernel.Check;
import chat.maru.message.attachment.Attachment;
import chat.maru.wire.AttachmentInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Files of a message, and what their sender says of them.
public final class Files {
  private static final int MAX = 10;
  private static final int MAX_DESCRIPTION = 1024;

  private Files() {}

  /// Returns the files that came, described as the sender wants it. What is said of a file that did
  /// not come is passed over.
  public static List<Attachment> sent(
      Check check, @Nullable List<AttachmentInput> said, Map<Long, Attachment> files) {
    return edited(check, List.of(), said == null ? List.of() : said, files);
  }

  /// Returns the files that stay, those that are named, and those that came.
  public static List<Attachment> edited(
      Check check,
      List<Attachment> there,
      List<AttachmentInput> said,
      Map<Long, Attachment> files) {
    var kept = new ArrayList<Attachment>();
    for (var file : there) {
      said.stream()
          .filter(input -> input.id() != null && input.id() == file.id())
          .findFirst()
          .ifPresent(input -> kept.add(described(file, input)));
    }
    files.forEach(
        (number, file) ->
            kept.add(
                said.stream()
                    .filter(input -> input.id() != null && input.id().equals(number))
                    .findFirst()
                    .map(input -> described(file, input))
                    .orElse(file)));
    for (var i = 0; i < said.size(); i++) {
      check.required("attachments." + i + ".id", said.get(i).id());
      check.length(
          "attachments." + i + ".description", said.get(i).description(), 0, MAX_DESCRIPTION);
    }
    check.that(
        kept.size() <= MAX,
        "attachments",
        "BASE_TYPE_MAX_LENGTH",
        "Must be " + MAX + " or fewer in length.");
    return kept;
  }

  private static Attachment described(Attachment file, AttachmentInput input) {
    return input.description() == null ? file : file.described(input.description());
  }
}
