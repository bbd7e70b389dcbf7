package chat.maru.access;

/// Who stands above whom in a guild: pure, no I/O (reference: "Permission hierarchy").
///
/// A member stands where its highest role stands, one without roles where `@everyone` does, at the
/// bottom. The owner stands above everybody, whatever its roles. Of two roles the one with the
/// greater position is higher, and at the same position the one with the lower id, which is the
/// older one.
///
/// Standing above is strict: nobody stands above itself or above its own highest role.
public final class Hierarchy {
  private Hierarchy() {}

  private record Place(int position, long roleId) {
    boolean isAbove(Place other) {
      return position == other.position ? roleId < other.roleId : position > other.position;
    }
  }

  /// Whether a member stands above a role and so may change, move, delete, give and take it. Nobody
  /// but the owner stands above a role that the guild does not have.
  public static boolean isAbove(GuildRights guild, MemberRights member, long roleId) {
    if (member.userId() == guild.ownerId()) {
      return true;
    }
    var role = guild.roles().get(roleId);
    return role != null && place(guild, member).isAbove(new Place(role.position(), roleId));
  }

  /// Whether a member stands above another and so may rename, time out, kick or ban it.
  public static boolean isAbove(GuildRights guild, MemberRights member, MemberRights other) {
    if (other.userId() == guild.ownerId()) {
      return false;
    }
    return member.userId() == guild.ownerId() || place(guild, member).isAbove(place(guild, other));
  }

  private static Place place(GuildRights guild, MemberRights member) {
    var highest = new Place(0, guild.guildId());
    for (var id : member.roles()) {
      var role = guild.roles().get(id);
      if (role != null) {
        var place = new Place(role.position(), id);
        highest = place.isAbove(highest) ? place : highest;
      }
    }
    return highest;
  }
}
