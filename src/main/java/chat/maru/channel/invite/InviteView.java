package chat.maru.channel.invite;

import chat.maru.channel.Channels;
import chat.maru.guild.Guilds;
import chat.maru.guild.member.OnlineMembers;
import chat.maru.kernel.Problem;
import chat.maru.user.User;
import chat.maru.user.Users;
import chat.maru.wire.InviteJson;
import chat.maru.wire.UserJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Puts around invites what clients see with them: guild, channel, inviter.
@ApplicationScoped
public class InviteView {
  @Inject Guilds guilds;
  @Inject Channels channels;
  @Inject Users users;
  @Inject OnlineMembers online;

  /// What anybody who knows the code may see.
  @Transactional
  InviteJson preview(Invite invite, boolean counts) {
    return invite.preview(around(invite, counts));
  }

  /// What those see who made it or may manage it.
  @Transactional
  InviteJson managed(Invite invite) {
    return invite.managed(around(invite, false));
  }

  /// What those see who may manage them, in one read of each kind.
  @Transactional
  List<InviteJson> managed(List<Invite> several) {
    if (several.isEmpty()) {
      return List.of();
    }
    channels.find(several.stream().map(invite -> invite.channelId).distinct().toList());
    users.find(
        several.stream()
            .flatMap(invite -> Stream.ofNullable(invite.inviterId))
            .distinct()
            .toList());
    return several.stream().map(this::managed).toList();
  }

  @Transactional
  Optional<UserJson> inviter(Invite invite) {
    return Optional.ofNullable(invite.inviterId).flatMap(users::find).map(User::json);
  }

  private Invite.Surroundings around(Invite invite, boolean counts) {
    var guild = guilds.find(invite.guildId).orElseThrow(Problem.UNKNOWN_INVITE::error);
    var channel = channels.find(invite.channelId).orElseThrow(Problem.UNKNOWN_INVITE::error);
    Optional<Integer> members = counts ? Optional.of(guild.memberCount()) : Optional.empty();
    Optional<Integer> there =
        counts ? Optional.of(online.count(guild.id()).orElse(0)) : Optional.empty();
    return new Invite.Surroundings(guild, channel, inviter(invite), members, there);
  }
}
