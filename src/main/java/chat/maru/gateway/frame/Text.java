package chat.maru.gateway.frame;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A text that many sockets get, and its bytes once somebody has asked for them.
public final class Text {
  private final String text;
  private volatile byte @Nullable [] utf8;

  Text(String text) {
    this.text = text;
  }

  /// Not to be changed: everybody gets the same. Two threads may make them at the same time, which
  /// does no harm.
  public byte[] utf8() {
    var bytes = utf8;
    if (bytes == null) {
      bytes = text.getBytes(StandardCharsets.UTF_8);
      utf8 = bytes;
    }
    return bytes;
  }

  public int length() {
    return text.length();
  }

  @Override
  public String toString() {
    return text;
  }
}
