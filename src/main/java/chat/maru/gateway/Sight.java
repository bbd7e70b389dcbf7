package chat.maru.gateway;

import chat.maru.access.Standing;
import java.util.Arrays;

/// What a session's client knows of one guild's channels: those that it was told of and that were
/// not taken from it since. Changed under the hub's lock alone; the channels are read from
/// anywhere.
final class Sight {
  private static final long NEVER = -1;

  private volatile long[] channels;
  private Standing standing;
  private int looks;
  private long since = NEVER;

  /// @param channels those that GUILD_CREATE names, in any order
  Sight(Standing standing, long[] channels) {
    this.standing = standing;
    this.channels = Arrays.stream(channels).sorted().toArray();
  }

  boolean knows(long channelId) {
    return Arrays.binarySearch(channels, channelId) >= 0;
  }

  void learn(long channelId) {
    var more = Arrays.copyOf(channels, channels.length + 1);
    more[channels.length] = channelId;
    Arrays.sort(more);
    channels = more;
  }

  void forget(long channelId) {
    channels = Arrays.stream(channels).filter(id -> id != channelId).toArray();
  }

  /// What its user brought to the channels when they were last compared.
  Standing standing() {
    return standing;
  }

  /// The user's standing has changed: a look at the channels is to come.
  ///
  /// @param offset of the record that says so
  void stir(Standing now, long offset) {
    standing = now;
    looks++;
    if (since == NEVER) {
      since = offset;
    }
  }

  void looked() {
    looks = Math.max(0, looks - 1);
    if (looks == 0) {
      since = NEVER;
    }
  }

  /// Whether events of channels that its user has gained are held back until a look is done.
  boolean isWaiting() {
    return since != NEVER;
  }

  /// From where on events are held back.
  long since() {
    return since;
  }
}
