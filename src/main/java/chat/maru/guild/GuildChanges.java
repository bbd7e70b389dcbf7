package chat.maru.guild;

import chat.maru.kernel.Check;
import chat.maru.kernel.Patch;
import chat.maru.wire.ModifyGuild;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// The changes that a PATCH of a guild asks for, checked.
///
record GuildChanges(ModifyGuild body, GuildPictures pictures) {
  private static final int VOICE = 2;
  private static final Set<Integer> TEXT = Set.of(0, 5);
  private static final Set<Integer> AFK_TIMEOUTS = Set.of(60, 300, 900, 1800, 3600);
  /// The features that a guild may switch on and off itself.
  private static final List<String> SWITCHES =
      List.of("COMMUNITY", "DISCOVERABLE", "INVITES_DISABLED", "RAID_ALERTS_DISABLED");

  private static final Set<String> LOCALES =
      Set.of(
          "ar", "bg", "cs", "da", "de", "el", "en-GB", "en-US", "es-419", "es-ES", "fi", "fr", "he",
          "hi", "hr", "hu", "id", "it", "ja", "ko", "lt", "nl", "no", "pl", "pt-BR", "ro", "ru",
          "sv-SE", "th", "tr", "uk", "vi", "zh-CN", "zh-TW");

  static GuildChanges checked(ModifyGuild body) {
    var check = new Check();
    check.that(
        !(body.name() instanceof Patch.Clear),
        "name",
        "BASE_TYPE_REQUIRED",
        "This field is required");
    body.name().apply(name -> check.length("name", name == null ? null : name.strip(), 2, 100));
    body.description().apply(text -> check.length("description", text, 0, 300));
    var pictures = GuildPictures.read(check, body);
    checkFeatures(check, body.features().orElse(null));
    body.verificationLevel().apply(level -> check.range("verification_level", level, 0, 4));
    body.defaultMessageNotifications()
        .apply(level -> check.range("default_message_notifications", level, 0, 1));
    body.explicitContentFilter()
        .apply(level -> check.range("explicit_content_filter", level, 0, 2));
    body.systemChannelFlags()
        .apply(flags -> check.range("system_channel_flags", flags, 0, (1 << 6) - 1));
    body.afkTimeout()
        .apply(
            seconds ->
                check.that(
                    seconds == null || AFK_TIMEOUTS.contains(seconds),
                    "afk_timeout",
                    "BASE_TYPE_CHOICES",
                    "Value must be one of (60, 300, 900, 1800, 3600)."));
    body.preferredLocale()
        .apply(
            locale ->
                check.that(
                    locale == null || LOCALES.contains(locale),
                    "preferred_locale",
                    "BASE_TYPE_CHOICES",
                    "Value must be one of the known locales."));
    check.orRefuse();
    return new GuildChanges(body, pictures);
  }

  /// Demands that the channels which the settings point at are there and of the right kind.
  void requireChannels(LongFunction<Optional<Integer>> typeOf) {
    var check = new Check();
    require(check, "afk_channel_id", body.afkChannelId(), Set.of(VOICE), typeOf);
    require(check, "system_channel_id", body.systemChannelId(), TEXT, typeOf);
    require(check, "rules_channel_id", body.rulesChannelId(), TEXT, typeOf);
    require(check, "public_updates_channel_id", body.publicUpdatesChannelId(), TEXT, typeOf);
    require(check, "safety_alerts_channel_id", body.safetyAlertsChannelId(), TEXT, typeOf);
    check.orRefuse();
  }

  private static void require(
      Check check,
      String path,
      Patch<Long> channel,
      Set<Integer> types,
      LongFunction<Optional<Integer>> typeOf) {
    if (channel instanceof Patch.Set<Long>(var id)) {
      check.that(
          typeOf.apply(id).filter(types::contains).isPresent(),
          path,
          "CHANNEL_INVALID",
          "No channel of this guild that can serve for it.");
    }
  }

  Optional<Long> newOwner() {
    return Optional.ofNullable(body.ownerId().orElse(null));
  }

  void apply(Guild guild) {
    body.name().apply(name -> guild.name = name == null ? guild.name : name.strip());
    guild.description = body.description().orElse(guild.description);
    pictures.apply(body, guild);
    guild.afkChannelId = body.afkChannelId().orElse(guild.afkChannelId);
    guild.systemChannelId = body.systemChannelId().orElse(guild.systemChannelId);
    guild.rulesChannelId = body.rulesChannelId().orElse(guild.rulesChannelId);
    guild.publicUpdatesChannelId =
        body.publicUpdatesChannelId().orElse(guild.publicUpdatesChannelId);
    guild.safetyAlertsChannelId = body.safetyAlertsChannelId().orElse(guild.safetyAlertsChannelId);
    guild.premiumProgressBarEnabled =
        Boolean.TRUE.equals(
            body.premiumProgressBarEnabled().orElse(guild.premiumProgressBarEnabled));
    if (!body.features().isKept()) {
      var features = body.features().orElse(List.of());
      guild.features =
          SWITCHES.stream()
              .filter(feature -> features != null && features.contains(feature))
              .toArray(String[]::new);
    }
    guild.verificationLevel = number(body.verificationLevel(), guild.verificationLevel, 0);
    guild.defaultMessageNotifications =
        number(body.defaultMessageNotifications(), guild.defaultMessageNotifications, 0);
    guild.explicitContentFilter =
        number(body.explicitContentFilter(), guild.explicitContentFilter, 0);
    guild.systemChannelFlags = number(body.systemChannelFlags(), guild.systemChannelFlags, 0);
    guild.afkTimeout = number(body.afkTimeout(), guild.afkTimeout, 300);
    var locale = body.preferredLocale().orElse(guild.preferredLocale);
    guild.preferredLocale = locale == null ? "en-US" : locale;
  }

  /// Of what is not a switch, such as what others grant a guild on Discord, only the same as is
  /// there may be sent: clients send the whole list back.
  private static void checkFeatures(Check check, @Nullable List<@Nullable String> features) {
    if (features != null) {
      check.that(
          SWITCHES.containsAll(features),
          "features",
          "GUILD_FEATURE_INVALID",
          "Only " + String.join(", ", SWITCHES) + " can be switched.");
    }
  }

  private static int number(Patch<Integer> change, int current, int usual) {
    var value = change.orElse(current);
    return value == null ? usual : value;
  }
}
