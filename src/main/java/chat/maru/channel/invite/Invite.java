package chat.maru.channel.invite;

import chat.maru.access.Permission;
import chat.maru.channel.Channel;
import chat.maru.event.Audience;
import chat.maru.guild.Guild;
import chat.maru.wire.InviteJson;
import chat.maru.wire.UserJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A code by which users come into a guild. Never changed: its uses are counted by [Invites].
@Entity
@Table(name = "invites")
public class Invite {
  @Id String code;
  long guildId;
  long channelId;
  @Nullable Long inviterId;
  int maxAge;
  int maxUses;

  @Column(updatable = false)
  int uses;

  boolean temporary;
  Instant createdAt;
  @Nullable Instant expiresAt;

  protected Invite() {}

  /// What was asked for.
  ///
  /// @param maxAge seconds; 0 for ever
  /// @param maxUses 0 for any number
  record Terms(long guildId, long channelId, int maxAge, int maxUses, boolean temporary) {}

  Invite(String code, Terms terms, long inviterId, Instant now) {
    this.code = code;
    this.guildId = terms.guildId();
    this.channelId = terms.channelId();
    this.inviterId = inviterId;
    this.maxAge = terms.maxAge();
    this.maxUses = terms.maxUses();
    this.temporary = terms.temporary();
    this.createdAt = now;
    this.expiresAt = maxAge == 0 ? null : now.plus(Duration.ofSeconds(maxAge));
  }

  /// Who hears of it: those who manage the channel.
  Audience audience() {
    return new Audience.Channel(channelId, guildId, Permission.MANAGE_CHANNELS.bit());
  }

  boolean usableAt(Instant now) {
    return (expiresAt == null || expiresAt.isAfter(now)) && (maxUses == 0 || uses < maxUses);
  }

  /// What surrounds an invite in what clients see.
  ///
  /// @param members given when counts were asked for
  record Surroundings(
      Guild guild,
      Channel channel,
      Optional<UserJson> inviter,
      Optional<Integer> members,
      Optional<Integer> online) {}

  /// What anybody who knows the code may see.
  InviteJson preview(Surroundings around) {
    return json(around, false);
  }

  /// What those see who made it or may manage it.
  InviteJson managed(Surroundings around) {
    return json(around, true);
  }

  private InviteJson json(Surroundings around, boolean all) {
    return new InviteJson(
        0,
        code,
        around.inviter(),
        expiresAt,
        0,
        guildJson(around.guild()),
        guildId,
        new InviteJson.Channel(channelId, around.channel().type(), around.channel().name()),
        when(all, uses),
        when(all, maxUses),
        when(all, maxAge),
        when(all, temporary),
        when(all, createdAt),
        around.members(),
        around.online());
  }

  private static <T> Optional<T> when(boolean shown, T value) {
    return shown ? Optional.of(value) : Optional.empty();
  }

  private static InviteJson.Guild guildJson(Guild guild) {
    return new InviteJson.Guild(
        guild.id(),
        guild.name(),
        guild.splash(),
        guild.banner(),
        guild.description(),
        guild.icon(),
        guild.features(),
        guild.verificationLevel(),
        null,
        0,
        false,
        0);
  }
}
