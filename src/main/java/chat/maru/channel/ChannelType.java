package chat.maru.channel;

/// The kinds of channels by the protocol's numbers.
final class ChannelType {
  static final int TEXT = 0;
  static final int DIRECT = 1;
  static final int VOICE = 2;
  static final int GROUP = 3;
  static final int CATEGORY = 4;
  static final int ANNOUNCEMENT = 5;

  private ChannelType() {}
}
