package chat.maru.guild;

import chat.maru.access.Permission;
import chat.maru.auth.Actor;
import chat.maru.event.Keys;
import chat.maru.guild.member.Membership;
import chat.maru.guild.role.Role;
import chat.maru.guild.role.Roles;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.platform.blob.Blobs;
import chat.maru.platform.blob.Picture;
import chat.maru.platform.sql.NodeLease;
import chat.maru.wire.CreateGuild;
import chat.maru.wire.GuildJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/// Makes and ends guilds.
@ApplicationScoped
public class GuildFounder {
  @Inject Guilds guilds;
  @Inject Roles roles;
  @Inject Membership membership;
  @Inject Blobs blobs;
  @Inject Keys keys;
  @Inject NodeLease ids;
  @Inject Clock clock;
  @Inject Event<GuildCreated> created;

  /// Makes a guild that the actor owns, with `@everyone` and whatever observers of [GuildCreated]
  /// add.
  @Transactional
  public GuildJson create(Actor actor, CreateGuild body) {
    if (actor.bot()) {
      throw Problem.BOTS_CANNOT_USE.error();
    }
    var name = body.name() == null ? null : body.name().strip();
    var check = new Check().required("name", name).length("name", name, 2, 100);
    var icon = Picture.read(check, "icon", body.icon(), GuildPictures.MAX_BYTES);
    check.orRefuse();
    keys.lockUsers(actor.userId());
    var guild = new Guild(ids.nextId(), actor.userId(), String.valueOf(name), clock.instant());
    icon.ifPresent(
        picture -> {
          blobs.put("icons/" + guild.id + "/" + picture.hash(), picture.bytes());
          guild.icon = picture.hash();
        });
    guilds.add(guild);
    roles.add(new Role(guild.id, guild.id, "@everyone", Permission.DEFAULT, 0));
    created.fire(new GuildCreated(guild));
    membership.enter(guild.id, actor, false);
    return guild.json(roles.jsonOf(guild.id), List.of());
  }
}
