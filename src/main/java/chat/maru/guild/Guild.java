package chat.maru.guild;

import chat.maru.wire.EmojiJson;
import chat.maru.wire.GuildJson;
import chat.maru.wire.GuildPreviewJson;
import chat.maru.wire.RoleJson;
import chat.maru.wire.WidgetSettingsJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A guild's settings. Changed only under its lock.
@Entity
@Table(name = "guilds")
public class Guild {
  private static final int MAX_MEMBERS = 500_000;

  @Id long id;
  long ownerId;
  String name;
  @Nullable String description;
  @Nullable String icon;
  @Nullable String splash;
  @Nullable String discoverySplash;
  @Nullable String banner;
  @Nullable Long afkChannelId;
  int afkTimeout = 300;
  @Nullable Long systemChannelId;
  int systemChannelFlags;
  @Nullable Long rulesChannelId;
  @Nullable Long publicUpdatesChannelId;
  @Nullable Long safetyAlertsChannelId;
  int verificationLevel;
  int defaultMessageNotifications;
  int explicitContentFilter;
  String preferredLocale = "en-US";
  boolean premiumProgressBarEnabled;
  String[] features = {};
  boolean widgetEnabled;
  @Nullable Long widgetChannelId;

  @Column(updatable = false)
  int memberCount;

  @Column(insertable = false, updatable = false)
  long lastOutboxId;

  @Column(updatable = false)
  Instant createdAt;

  @Nullable Instant deletedAt;

  protected Guild() {}

  Guild(long id, long ownerId, String name, Instant now) {
    this.id = id;
    this.ownerId = ownerId;
    this.name = name;
    this.createdAt = now;
  }

  public long id() {
    return id;
  }

  public long ownerId() {
    return ownerId;
  }

  public String name() {
    return name;
  }

  public @Nullable String description() {
    return description;
  }

  public @Nullable String icon() {
    return icon;
  }

  public @Nullable String splash() {
    return splash;
  }

  public @Nullable String banner() {
    return banner;
  }

  public int verificationLevel() {
    return verificationLevel;
  }

  public int memberCount() {
    return memberCount;
  }

  public @Nullable Long systemChannelId() {
    return systemChannelId;
  }

  /// The outbox id of the last event of this guild that the row knows: events at or below it are in
  /// what was read with it.
  public long lastOutboxId() {
    return lastOutboxId;
  }

  /// Chooses where the server itself speaks; for the first channel of a new guild.
  public void useSystemChannel(long channelId) {
    this.systemChannelId = channelId;
  }

  /// What the guild has switched on, by the protocol's names (reference: "Guild Features").
  public List<String> features() {
    return List.of(features);
  }

  /// Whether nobody may come in by an invite for the time being.
  public boolean invitesPaused() {
    return features().contains("INVITES_DISABLED");
  }

  /// Whether those outside may see what it is about.
  boolean isDiscoverable() {
    return features().contains("DISCOVERABLE");
  }

  /// What it shows of itself to those outside.
  GuildPreviewJson preview(List<EmojiJson> emojis, int online) {
    return new GuildPreviewJson(
        id,
        name,
        icon,
        splash,
        discoverySplash,
        null,
        description,
        features(),
        memberCount,
        online,
        emojis,
        List.of());
  }

  WidgetSettingsJson widget() {
    return new WidgetSettingsJson(widgetEnabled, widgetChannelId);
  }

  /// Whether anybody may ask who is there, without being a member.
  public boolean widgetEnabled() {
    return widgetEnabled;
  }

  /// Whether a setting points at the channel.
  boolean pointsAt(long channelId) {
    return Stream.of(
            afkChannelId,
            systemChannelId,
            rulesChannelId,
            publicUpdatesChannelId,
            safetyAlertsChannelId,
            widgetChannelId)
        .anyMatch(pointer -> pointer != null && pointer == channelId);
  }

  /// Forgets a channel that is gone.
  void forgetChannel(long channelId) {
    afkChannelId = without(afkChannelId, channelId);
    systemChannelId = without(systemChannelId, channelId);
    rulesChannelId = without(rulesChannelId, channelId);
    publicUpdatesChannelId = without(publicUpdatesChannelId, channelId);
    safetyAlertsChannelId = without(safetyAlertsChannelId, channelId);
    widgetChannelId = without(widgetChannelId, channelId);
  }

  private static @Nullable Long without(@Nullable Long pointer, long gone) {
    return pointer != null && pointer == gone ? null : pointer;
  }

  /// What members see.
  ///
  /// @param roles all roles of the guild
  /// @param emojis all its emojis, without their makers
  public GuildJson json(List<RoleJson> roles, List<EmojiJson> emojis) {
    return json(roles, emojis, Counts.UNASKED);
  }

  /// How many members there are, and how many of them are there now.
  private record Counts(Optional<Integer> members, Optional<Integer> online) {
    static final Counts UNASKED = new Counts(Optional.empty(), Optional.empty());
  }

  /// What members see, with counts.
  public GuildJson json(List<RoleJson> roles, List<EmojiJson> emojis, int online) {
    return json(roles, emojis, new Counts(Optional.of(memberCount), Optional.of(online)));
  }

  private GuildJson json(List<RoleJson> roles, List<EmojiJson> emojis, Counts counts) {
    return new GuildJson(
        id,
        name,
        icon,
        description,
        null,
        splash,
        discoverySplash,
        features(),
        banner,
        ownerId,
        null,
        "deprecated",
        afkChannelId,
        afkTimeout,
        systemChannelId,
        systemChannelFlags,
        widgetEnabled,
        widgetChannelId,
        verificationLevel,
        roles,
        defaultMessageNotifications,
        0,
        explicitContentFilter,
        null,
        MAX_MEMBERS,
        0,
        0,
        null,
        0,
        0,
        preferredLocale,
        rulesChannelId,
        safetyAlertsChannelId,
        publicUpdatesChannelId,
        premiumProgressBarEnabled,
        false,
        0,
        emojis,
        List.of(),
        null,
        counts.members(),
        counts.online());
  }
}
