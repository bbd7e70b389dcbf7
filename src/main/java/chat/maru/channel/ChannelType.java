package chat.maru.channel;

/// The kinds of channels by the protocol's numbers.
public final class ChannelType {
  public static final int TEXT = 0;
  public static final int DIRECT = 1;
  public static final int VOICE = 2;
  public static final int GROUP = 3;
  public static final int CATEGORY = 4;
  public static final int ANNOUNCEMENT = 5;

  private ChannelType() {}
}
