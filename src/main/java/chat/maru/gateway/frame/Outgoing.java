package chat.maru.gateway.frame;

/// A frame on its way to one socket.
public sealed interface Outgoing {
  /// Whether it goes out as a text frame; a binary one otherwise.
  boolean isText();

  /// The payload of a text frame.
  String text();

  /// How many bytes the payload has.
  int length();

  /// Copies the payload.
  ///
  /// @return where it ends
  int put(byte[] into, int at);

  default byte[] bytes() {
    var bytes = new byte[length()];
    put(bytes, 0);
    return bytes;
  }

  /// A dispatch: what all get, and the number that is the session's own.
  record Event(Encoded event, int sequence) implements Outgoing {
    @Override
    public boolean isText() {
      return true;
    }

    @Override
    public String text() {
      return event.frame(sequence);
    }

    @Override
    public int length() {
      return event.head().utf8().length + digits() + 1;
    }

    @Override
    public int put(byte[] into, int at) {
      var head = event.head().utf8();
      System.arraycopy(head, 0, into, at, head.length);
      var end = at + head.length + digits();
      for (int i = end - 1, left = sequence; i >= at + head.length; i--, left /= 10) {
        into[i] = (byte) ('0' + left % 10);
      }
      into[end] = '}';
      return end + 1;
    }

    private int digits() {
      var digits = 1;
      for (var left = sequence / 10; left > 0; left /= 10) {
        digits++;
      }
      return digits;
    }
  }

  /// A frame that is no dispatch.
  record Control(Text content) implements Outgoing {
    public Control(String text) {
      this(new Text(text));
    }

    @Override
    public boolean isText() {
      return true;
    }

    @Override
    public String text() {
      return content.toString();
    }

    @Override
    public int length() {
      return content.utf8().length;
    }

    @Override
    public int put(byte[] into, int at) {
      System.arraycopy(content.utf8(), 0, into, at, length());
      return at + length();
    }
  }

  /// What [Compression] made of a frame.
  record Compressed(byte[] payload) implements Outgoing {
    @Override
    public boolean isText() {
      return false;
    }

    @Override
    public String text() {
      throw new IllegalStateException("compressed");
    }

    @Override
    public int length() {
      return payload.length;
    }

    @Override
    public int put(byte[] into, int at) {
      System.arraycopy(payload, 0, into, at, payload.length);
      return at + payload.length;
    }
  }
}
