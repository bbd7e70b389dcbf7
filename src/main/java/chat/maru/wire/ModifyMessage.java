package chat.maru.wire;

import chat.maru.kernel.Patch;

/// The body of "Edit Message": what is left out stays as it is.
public record ModifyMessage(
    Patch<String> content, Patch<Integer> flags, Patch<AllowedMentions> allowedMentions) {

  /// Whether anything but flags would change: that is the author's alone.
  public boolean touchesText() {
    return !content.isKept();
  }
}
