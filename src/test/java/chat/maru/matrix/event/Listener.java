package chat.maru.matrix.event;

import java.util.EnumSet;
import java.util.Set;

/// The kinds of session that a row is told to, or is not.
enum Listener {
  OWNER,
  ADMINISTRATOR,
  /// A member with a role for keeping order: bans, channels, audit log.
  MODERATOR,
  MEMBER,
  /// A member to whom the channel of the rows is hidden.
  HIDDEN,
  /// A user who was a member and left.
  FORMER,
  /// A user who never was one.
  STRANGER,
  /// A bot with a moderator's permissions and every intent.
  BOT,
  /// Such a bot that asks for nothing that happens in guilds.
  BOT_WITHOUT_INTENT,
  /// A session of the first bot for the shard that the guild is not in.
  BOT_OF_OTHER_SHARD;

  /// Everybody in the guild who can hear of it.
  static final Set<Listener> MEMBERS =
      EnumSet.of(OWNER, ADMINISTRATOR, MODERATOR, MEMBER, HIDDEN, BOT);

  /// Who sees the channel.
  static final Set<Listener> SEEING = EnumSet.of(OWNER, ADMINISTRATOR, MODERATOR, MEMBER, BOT);

  /// Who has a moderator's permissions.
  static final Set<Listener> IN_CHARGE = EnumSet.of(OWNER, ADMINISTRATOR, MODERATOR, BOT);

  /// Whether it is a person, whom nothing but the audience of an event keeps from it.
  boolean isPerson() {
    return ordinal() < BOT.ordinal();
  }
}
