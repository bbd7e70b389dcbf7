package chat.maru.arch.broken.channel;

import chat.maru.arch.broken.guild.Manager;

/// The other end of the cycle.
public class Lists {
  public static final String NAME = new Manager() + Manager.class.getName();
}
