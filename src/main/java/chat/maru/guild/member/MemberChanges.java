package chat.maru.guild.member;

import chat.maru.access.GuildGrant;
import chat.maru.access.Permission;
import chat.maru.kernel.Check;
import chat.maru.kernel.Patch;
import chat.maru.kernel.Problem;
import chat.maru.wire.ModifyMember;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The changes that a PATCH of a member asks for, checked.
record MemberChanges(ModifyMember body, Instant now) {
  private static final int MAX_NICK = 32;
  private static final int MAX_ROLES = 350;
  private static final Duration MAX_TIMEOUT = Duration.ofDays(28);

  /// BYPASSES_VERIFICATION; the other flags tell what happened and are nobody's to set.
  private static final int SETTABLE_FLAGS = 1 << 2;

  static MemberChanges checked(ModifyMember body, Instant now) {
    var check = new Check();
    checkNick(check, body.nick());
    if (body.communicationDisabledUntil() instanceof Patch.Set<Instant>(var until)) {
      check.that(
          !until.isAfter(now.plus(MAX_TIMEOUT)),
          "communication_disabled_until",
          "INVALID_COMMUNICATION_DISABLED_TIMESTAMP",
          "Invalid communication disabled timestamp");
    }
    if (body.roles() instanceof Patch.Set<List<Long>>(var roles)) {
      check.that(
          roles.size() <= MAX_ROLES,
          "roles",
          "BASE_TYPE_MAX_LENGTH",
          "Must be " + MAX_ROLES + " or fewer in length.");
    }
    check.orRefuse();
    return new MemberChanges(body, now);
  }

  static void checkNick(Check check, Patch<String> nick) {
    nick.apply(text -> check.length("nick", text, 0, MAX_NICK));
  }

  /// The nickname that a change leads to; null for none.
  static @Nullable String nick(Patch<String> change, @Nullable String current) {
    var nick = change.map(String::strip).orElse(current);
    return nick == null || nick.isEmpty() ? null : nick;
  }

  /// Demands what the changes need in the guild as a whole, whoever the member is.
  ///
  /// @param self whether the actor changes itself: whoever may choose its nickname may do it here
  void requirePermissions(GuildGrant grant, boolean self) {
    if (!body.nick().isKept() && !(self && grant.has(Permission.CHANGE_NICKNAME))) {
      grant.require(Permission.MANAGE_NICKNAMES);
    }
    require(grant, body.roles(), Permission.MANAGE_ROLES);
    require(grant, body.communicationDisabledUntil(), Permission.MODERATE_MEMBERS);
    require(grant, body.mute(), Permission.MUTE_MEMBERS);
    require(grant, body.deaf(), Permission.DEAFEN_MEMBERS);
    require(grant, body.channelId(), Permission.MOVE_MEMBERS);
    if (!body.flags().isKept() && !mayFlag(grant)) {
      throw Problem.MISSING_PERMISSIONS.error();
    }
  }

  private static void require(GuildGrant grant, Patch<?> change, Permission permission) {
    if (!change.isKept()) {
      grant.require(permission);
    }
  }

  private static boolean mayFlag(GuildGrant grant) {
    return grant.has(Permission.MANAGE_GUILD)
        || grant.has(Permission.MANAGE_ROLES)
        || grant.has(Permission.MODERATE_MEMBERS)
            && grant.has(Permission.KICK_MEMBERS)
            && grant.has(Permission.BAN_MEMBERS);
  }

  /// Whether the actor must stand above the member. For roles it must stand above those alone.
  boolean needPlace(boolean self) {
    return !body.nick().isKept() && !self || changesTimeout();
  }

  boolean changesTimeout() {
    return !body.communicationDisabledUntil().isKept();
  }

  /// Whether they concern where the member speaks and listens.
  boolean needVoice() {
    return body.mute() instanceof Patch.Set
        || body.deaf() instanceof Patch.Set
        || !body.channelId().isKept();
  }

  /// The roles that the member is to have; empty where they stay.
  Optional<Set<Long>> roles() {
    return switch (body.roles()) {
      case Patch.Keep<List<Long>> _ -> Optional.empty();
      case Patch.Clear<List<Long>> _ -> Optional.of(Set.of());
      case Patch.Set<List<Long>>(var ids) -> {
        var wanted = new HashSet<>(ids);
        wanted.removeIf(Objects::isNull);
        yield Optional.of(wanted);
      }
    };
  }

  /// Returns the member as it will be, its roles left out.
  Member applyTo(Member member) {
    var flags = body.flags().orElse(member.flags());
    var settable = (flags == null ? 0 : flags) & SETTABLE_FLAGS;
    return member
        .renamed(nick(body.nick(), member.nick()))
        .timedOut(timeout(member.timeoutUntil()))
        .flagged(member.flags() & ~SETTABLE_FLAGS | settable);
  }

  /// A moment that has passed ends a timeout as `null` does.
  private @Nullable Instant timeout(@Nullable Instant current) {
    var until = body.communicationDisabledUntil().orElse(current);
    return changesTimeout() && until != null
        ? until.isAfter(now) ? until.truncatedTo(ChronoUnit.MICROS) : null
        : until;
  }
}
