package chat.maru.guild;

import chat.maru.event.Audience;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.guild.member.MemberNames;
import chat.maru.guild.member.Members;
import chat.maru.user.UserChanged;
import chat.maru.wire.event.MemberEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/// Tells the guilds of a user that its name or picture has changed, in the same transaction.
@ApplicationScoped
public class UserNews {
  @Inject Members members;
  @Inject MemberNames names;
  @Inject Keys keys;
  @Inject Outbox outbox;

  void tell(@Observes UserChanged changed) {
    var userId = changed.user().id();
    var memberOf = members.guildIdsOf(userId);
    keys.lockGuilds(memberOf.stream().mapToLong(Long::longValue).toArray());
    names.writeEverywhere(userId);
    for (var guildId : memberOf) {
      members
          .find(guildId, userId)
          .ifPresent(
              member ->
                  outbox.announce(
                      new Audience.Guild(guildId),
                      new MemberEvent.Update(member.json().inGuild(guildId))));
    }
  }
}
