package chat.maru.channel;

import chat.maru.access.GuildGrant;
import chat.maru.access.LockedGate;
import chat.maru.access.Permission;
import chat.maru.guild.member.Members;
import chat.maru.guild.role.Roles;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.wire.OverwriteInput;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What must hold between a channel of a guild and the rest of it. Called under the guild's lock.
@ApplicationScoped
public class ChannelRules {
  private static final int MAX_CHILDREN = 50;

  @Inject LockedGate locked;
  @Inject Channels channels;
  @Inject Roles roles;
  @Inject Members members;

  /// Demands that the parent is a category of the same guild, and that categories have none.
  void requireParent(Channel channel) {
    if (channel.parentId == null) {
      return;
    }
    var parent = channels.find(channel.parentId);
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
        .orRefuse();
  }

  /// Demands that categories do not hold too much, after channels were put into them.
  void requireRoom(Collection<Long> categories) {
    new Check()
        .that(
            categories.isEmpty() || channels.mostChildrenOf(categories) <= MAX_CHILDREN,
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
    var overwrites =
        byTarget.values().stream().sorted(Comparator.comparingLong(Overwrite::targetId)).toList();
    requireTargets(channel.guildId(), overwrites);
    return overwrites;
  }

  static long bits(@Nullable Long set) {
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

  /// The bits that the actor may give and take in a channel whose parent was read already.
  long changeable(GuildGrant now, ChannelView view, Map<Long, ChannelView> parents) {
    var parent = Optional.ofNullable(view.channel().parentId).map(parents::get);
    return locked.overwritable(now, Optional.of(view.rights()), parent.map(ChannelView::rights));
  }

  /// The same, with the parent read now; empty for a new channel.
  long changeable(GuildGrant now, Optional<ChannelView> view, @Nullable Long parentId) {
    var parent =
        Optional.ofNullable(parentId).map(id -> channels.view(id)).map(ChannelView::rights);
    return locked.overwritable(now, view.map(ChannelView::rights), parent);
  }

  /// Demands that whatever bits are given or taken otherwise than before are among those that the
  /// actor may give and take ([chat.maru.access.LockedGate#overwritable]).
  static void requireChangeable(long bits, List<Overwrite> before, List<Overwrite> after) {
    var old = before.stream().collect(Collectors.toMap(Overwrite::targetId, it -> it));
    long changed = 0;
    for (var it : after) {
      changed |= it.differenceTo(old.remove(it.targetId()));
    }
    for (var gone : old.values()) {
      changed |= gone.differenceTo(null);
    }
    if ((changed & ~bits) != 0) {
      throw Problem.MISSING_PERMISSIONS.error();
    }
  }

  /// Demands that the guild has the role or the member that an overwrite is for.
  void requireTarget(long guildId, Overwrite overwrite) {
    requireTargets(guildId, List.of(overwrite));
  }
}
