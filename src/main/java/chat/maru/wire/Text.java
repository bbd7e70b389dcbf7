package chat.maru.wire;

/// What text may be.
public final class Text {
  private Text() {}

  /// Whether a database column and UTF-8 can hold the text: no U+0000, no half of a surrogate pair.
  public static boolean isStorable(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c) && !isPair(text, i)) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        i++;
      }
    }
    return true;
  }

  private static boolean isPair(String text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }
}
