package chat.maru.proof.check;

/// One way in which a promise was broken.
///
/// @param channel empty where it is about none
/// @param text what was found, with what is needed to look it up
public record Violation(Invariant invariant, String channel, String text) {
  @Override
  public String toString() {
    return invariant + (channel.isEmpty() ? "" : " channel " + channel) + ": " + text;
  }
}
