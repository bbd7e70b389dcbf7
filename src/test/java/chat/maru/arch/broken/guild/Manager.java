package chat.maru.arch.broken.guild;

import chat.maru.arch.broken.channel.Lists;

/// A name that says nothing, in a cycle with `channel`.
public class Manager {
  @SuppressWarnings("unused")
  private static String above() {
    return Lists.NAME;
  }
}
