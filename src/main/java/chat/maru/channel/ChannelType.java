package chat.maru.channel;

/// The kinds of channels by the protocol's numbers.
public final class ChannelType {
  public static final int TEXT = 0;
  public static final int DIRECT = 1;
  public static final int VOICE = 2;
  public static final int GROUP = 3;
  public static final int CATEGORY = 4;
  public static final int ANNOUNCEMENT = 5;
  public static final int ANNOUNCEMENT_THREAD = 10;
  public static final int PUBLIC_THREAD = 11;
  public static final int PRIVATE_THREAD = 12;
  public static final int FORUM = 15;
  public static final int MEDIA = 16;

  private ChannelType() {}

  public static boolean isThread(int type) {
    return switch (type) {
      case ANNOUNCEMENT_THREAD, PUBLIC_THREAD, PRIVATE_THREAD -> true;
      default -> false;
    };
  }

  /// Whether its messages are threads.
  public static boolean isForum(int type) {
    return type == FORUM || type == MEDIA;
  }

  /// Whether it may have threads.
  public static boolean hasThreads(int type) {
    return type == TEXT || type == ANNOUNCEMENT || isForum(type);
  }
}
