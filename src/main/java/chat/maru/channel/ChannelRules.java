package chat.maru.channel;

import chat.maru.access.Permission;
import chat.maru.guild.member.Members;
import chat.maru.guild.role.Roles;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.wire.OverwriteInput;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What must hold between a channel of a guild and the rest of it. Called under the guild's lock.
@ApplicationScoped
public class ChannelRules {
  private static final int MAX_CHILDREN = 50;

  @Inject Channels channels;
  @Inject Roles roles;
  @Inject Members members;

  /// Demands that the parent is a category of the same guild, and that categories have none.
  void requireParent(Channel channel) {
    if (channel.parentId == null) {
      return;
    }
    var parent = channels.find(channel.parentId);
    var siblings = channels.childrenOf(channel.parentId);
    new Check()
        .that(
            parent.filter(p -> p.guildId() == channel.guildId()).isPresent(),
            "parent_id",
            "CHANNEL_PARENT_INVALID",
            "Category does not exist")
        .that(
            parent.isEmpty() || parent.get().type == ChannelType.CATEGORY,
            "parent_id",
            "CHANNEL_PARENT_INVALID_TYPE",
            "Not a category")
        .that(
            channel.type != ChannelType.CATEGORY,
            "parent_id",
            "CHANNEL_PARENT_INVALID_PARENT",
            "Categories cannot have subcategories")
        .that(
            siblings.stream().filter(id -> id != channel.id).count() < MAX_CHILDREN,
            "parent_id",
            "CHANNEL_PARENT_MAX_CHANNELS",
            "Maximum number of channels in category reached (50)")
        .orRefuse();
  }

  /// Reads overwrites, each for a role or a member that the guild has. Where one target is named
  /// twice, the last one counts.
  List<Overwrite> overwrites(Channel channel, @Nullable List<@Nullable OverwriteInput> input) {
    var check = new Check();
    var byTarget = new LinkedHashMap<Long, Overwrite>();
    var list = input == null ? List.<@Nullable OverwriteInput>of() : input;
    for (var at = 0; at < list.size(); at++) {
      var path = "permission_overwrites." + at;
      var one = list.get(at);
      var id = one == null ? null : one.id();
      var type = one == null || one.type() == null ? Overwrite.ROLE : one.type();
      check.required(path + ".id", id).range(path + ".type", type, 0, 1);
      if (one != null && id != null) {
        byTarget.put(id, new Overwrite(channel.id, id, type, bits(one.allow()), bits(one.deny())));
      }
    }
    check.orRefuse();
    var overwrites = List.copyOf(byTarget.values());
    requireTargets(channel.guildId(), overwrites);
    return overwrites;
  }

  private static long bits(@Nullable Long set) {
    return set == null ? 0 : set & Permission.ALL;
  }

  private void requireTargets(long guildId, List<Overwrite> overwrites) {
    var roleIds = targets(overwrites, Overwrite.ROLE);
    var userIds = targets(overwrites, Overwrite.MEMBER);
    if (!roleIds.isEmpty() && roles.count(guildId, roleIds) != roleIds.size()) {
      throw Problem.UNKNOWN_ROLE.error();
    }
    if (!userIds.isEmpty() && members.count(guildId, userIds) != userIds.size()) {
      throw Problem.UNKNOWN_MEMBER.error();
    }
  }

  private static List<Long> targets(List<Overwrite> overwrites, int type) {
    return overwrites.stream().filter(o -> o.type() == type).map(Overwrite::targetId).toList();
  }

  /// Demands that the actor has every bit that it gives or takes.
  static void requireOwnBits(long permissions, List<Overwrite> before, List<Overwrite> after) {
    var changed = new HashSet<>(before);
    changed.addAll(after);
    var untouched = new ArrayList<>(before);
    untouched.retainAll(after);
    untouched.forEach(changed::remove);
    for (var overwrite : changed) {
      if (((overwrite.allow() | overwrite.deny()) & ~permissions) != 0) {
        throw Problem.MISSING_PERMISSIONS.error();
      }
    }
  }
}
