package chat.maru.platform.stream;

/// Says in one sentence what is wrong with the broker or its topics.
public final class StreamException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StreamException(String sentence) {
    super(sentence);
  }

  StreamException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
