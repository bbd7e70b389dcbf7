package chat.maru.gateway;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;

/// Which intents let an event through (reference: "List of Intents"), by name of the event.
///
/// @param guild the bits of which one must be there inside a guild; 0 if none is needed
/// @param direct the same for rooms and direct messages
public record Intents(long guild, long direct) {
  public static final long GUILDS = 1;
  public static final long GUILD_MEMBERS = 1 << 1;
  public static final long GUILD_PRESENCES = 1 << 8;
  public static final long MESSAGE_CONTENT = 1 << 15;

  /// Every bit that there is.
  public static final long ALL = 53_608_447;

  private static final long MODERATION = 1 << 2;
  private static final long EXPRESSIONS = 1 << 3;
  private static final long INTEGRATIONS = 1 << 4;
  private static final long WEBHOOKS = 1 << 5;
  private static final long INVITES = 1 << 6;
  private static final long VOICE_STATES = 1 << 7;
  private static final long SCHEDULED = 1 << 16;

  private static final Intents FREE = new Intents(0, 0);
  private static final Intents IN_GUILDS = new Intents(GUILDS, 0);
  private static final Intents MESSAGES = new Intents(1 << 9, 1 << 12);
  private static final Intents REACTIONS = new Intents(1 << 10, 1 << 13);
  private static final Intents TYPING = new Intents(1 << 11, 1 << 14);
  private static final Intents POLLS = new Intents(1 << 24, 1 << 25);

  private static final Map<String, Intents> OF =
      Map.ofEntries(
          entry("USER_UPDATE", FREE),
          entry("INTERACTION_CREATE", FREE),
          entry("MESSAGE_ACK", FREE),
          entry("GUILD_MEMBERS_CHUNK", FREE),
          entry("RATE_LIMITED", FREE),
          entry("APPLICATION_COMMAND_PERMISSIONS_UPDATE", FREE),
          entry("CHANNEL_RECIPIENT_ADD", FREE),
          entry("CHANNEL_RECIPIENT_REMOVE", FREE),
          entry("GUILD_CREATE", IN_GUILDS),
          entry("GUILD_UPDATE", IN_GUILDS),
          entry("GUILD_DELETE", IN_GUILDS),
          entry("GUILD_ROLE_CREATE", IN_GUILDS),
          entry("GUILD_ROLE_UPDATE", IN_GUILDS),
          entry("GUILD_ROLE_DELETE", IN_GUILDS),
          entry("CHANNEL_CREATE", IN_GUILDS),
          entry("CHANNEL_UPDATE", IN_GUILDS),
          entry("CHANNEL_DELETE", IN_GUILDS),
          entry("CHANNEL_PINS_UPDATE", new Intents(GUILDS, 1 << 12)),
          entry("THREAD_CREATE", IN_GUILDS),
          entry("THREAD_UPDATE", IN_GUILDS),
          entry("THREAD_DELETE", IN_GUILDS),
          entry("THREAD_LIST_SYNC", IN_GUILDS),
          entry("THREAD_MEMBER_UPDATE", IN_GUILDS),
          entry("THREAD_MEMBERS_UPDATE", new Intents(GUILDS | GUILD_MEMBERS, 0)),
          entry("GUILD_MEMBER_ADD", new Intents(GUILD_MEMBERS, 0)),
          entry("GUILD_MEMBER_UPDATE", new Intents(GUILD_MEMBERS, 0)),
          entry("GUILD_MEMBER_REMOVE", new Intents(GUILD_MEMBERS, 0)),
          entry("GUILD_AUDIT_LOG_ENTRY_CREATE", new Intents(MODERATION, 0)),
          entry("GUILD_BAN_ADD", new Intents(MODERATION, 0)),
          entry("GUILD_BAN_REMOVE", new Intents(MODERATION, 0)),
          entry("GUILD_EMOJIS_UPDATE", new Intents(EXPRESSIONS, 0)),
          entry("GUILD_STICKERS_UPDATE", new Intents(EXPRESSIONS, 0)),
          entry("GUILD_INTEGRATIONS_UPDATE", new Intents(INTEGRATIONS, 0)),
          entry("INTEGRATION_CREATE", new Intents(INTEGRATIONS, 0)),
          entry("INTEGRATION_UPDATE", new Intents(INTEGRATIONS, 0)),
          entry("INTEGRATION_DELETE", new Intents(INTEGRATIONS, 0)),
          entry("WEBHOOKS_UPDATE", new Intents(WEBHOOKS, 0)),
          entry("INVITE_CREATE", new Intents(INVITES, 0)),
          entry("INVITE_DELETE", new Intents(INVITES, 0)),
          entry("VOICE_STATE_UPDATE", new Intents(VOICE_STATES, 0)),
          entry("PRESENCE_UPDATE", new Intents(GUILD_PRESENCES, 0)),
          entry("MESSAGE_CREATE", MESSAGES),
          entry("MESSAGE_UPDATE", MESSAGES),
          entry("MESSAGE_DELETE", MESSAGES),
          entry("MESSAGE_DELETE_BULK", MESSAGES),
          entry("MESSAGE_REACTION_ADD", REACTIONS),
          entry("MESSAGE_REACTION_REMOVE", REACTIONS),
          entry("MESSAGE_REACTION_REMOVE_ALL", REACTIONS),
          entry("MESSAGE_REACTION_REMOVE_EMOJI", REACTIONS),
          entry("MESSAGE_POLL_VOTE_ADD", POLLS),
          entry("MESSAGE_POLL_VOTE_REMOVE", POLLS),
          entry("TYPING_START", TYPING),
          entry("GUILD_SCHEDULED_EVENT_CREATE", new Intents(SCHEDULED, 0)),
          entry("GUILD_SCHEDULED_EVENT_UPDATE", new Intents(SCHEDULED, 0)),
          entry("GUILD_SCHEDULED_EVENT_DELETE", new Intents(SCHEDULED, 0)),
          entry("GUILD_SCHEDULED_EVENT_USER_ADD", new Intents(SCHEDULED, 0)),
          entry("GUILD_SCHEDULED_EVENT_USER_REMOVE", new Intents(SCHEDULED, 0)),
          entry("AUTO_MODERATION_RULE_CREATE", new Intents(1 << 20, 0)),
          entry("AUTO_MODERATION_RULE_UPDATE", new Intents(1 << 20, 0)),
          entry("AUTO_MODERATION_RULE_DELETE", new Intents(1 << 20, 0)),
          entry("AUTO_MODERATION_ACTION_EXECUTION", new Intents(1 << 21, 0)));

  /// Returns what an event needs; empty for one that clients do not know.
  static Optional<Intents> of(String type) {
    return Optional.ofNullable(OF.get(type));
  }

  boolean allow(long intents, boolean inGuild) {
    var needed = inGuild ? guild : direct;
    return needed == 0 || (intents & needed) != 0;
  }
}
