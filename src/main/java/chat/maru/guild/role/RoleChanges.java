package chat.maru.guild.role;

import chat.maru.access.GuildGrant;
import chat.maru.access.Permission;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.wire.RoleSettings;
import org.jspecify.annotations.Nullable;

/// What a body asks of a role, checked.
record RoleChanges(RoleSettings body) {
  private static final int WHITE = 0xFFFFFF;

  static RoleChanges checked(RoleSettings body) {
    var check = new Check();
    check.length("name", body.name() == null ? null : body.name().strip(), 1, 100);
    check.range("permissions", body.permissions(), 0, Long.MAX_VALUE);
    check.range("color", body.color(), 0, WHITE);
    var colors = body.colors();
    if (colors != null) {
      check.range("colors.primary_color", colors.primaryColor(), 0, WHITE);
      refuse(check, "colors.secondary_color", colors.secondaryColor(), "Roles have one colour.");
      refuse(check, "colors.tertiary_color", colors.tertiaryColor(), "Roles have one colour.");
    }
    refuse(check, "icon", body.icon(), "Pictures can not be stored on this server.");
    refuse(check, "unicode_emoji", body.unicodeEmoji(), "Roles have no emoji on this server.");
    check.orRefuse();
    return new RoleChanges(body);
  }

  private static void refuse(Check check, String path, @Nullable Object value, String why) {
    check.that(value == null, path, "ROLE_FEATURE_MISSING", why);
  }

  /// Changes the role. Nobody adds a permission that it does not have itself; one that was there
  /// already may stay, and any may be taken away.
  void apply(Role role, GuildGrant grant) {
    if (role.isEveryone() && changesLooks(role)) {
      throw Problem.INVALID_ROLE.error();
    }
    role.name = body.name() == null ? role.name : body.name().strip();
    role.color = color(role);
    role.hoist = given(body.hoist(), role.hoist);
    role.mentionable = given(body.mentionable(), role.mentionable);
    if (body.permissions() != null) {
      var set = body.permissions() & Permission.ALL;
      grant.requireOwn(set & ~role.permissions);
      role.permissions = set;
    }
  }

  private boolean changesLooks(Role role) {
    return body.name() != null && !body.name().strip().equals(role.name)
        || color(role) != role.color
        || given(body.hoist(), role.hoist) != role.hoist
        || given(body.mentionable(), role.mentionable) != role.mentionable;
  }

  private int color(Role role) {
    if (body.colors() != null && body.colors().primaryColor() != null) {
      return body.colors().primaryColor();
    }
    return body.color() == null ? role.color : body.color();
  }

  private static boolean given(@Nullable Boolean value, boolean current) {
    return value == null ? current : value;
  }
}
