package chat.maru.channel.room;

import chat.maru.access.Grant;
import chat.maru.auth.Actor;
import chat.maru.channel.Channel;
import chat.maru.channel.ChannelKind;
import chat.maru.channel.ChannelType;
import chat.maru.channel.Channels;
import chat.maru.event.Audience;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.kernel.Check;
import chat.maru.kernel.Patch;
import chat.maru.kernel.Problem;
import chat.maru.user.User;
import chat.maru.user.Users;
import chat.maru.wire.ChannelJson;
import chat.maru.wire.ChannelSettings;
import chat.maru.wire.event.ChannelEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Lets people into rooms and out of them, and changes rooms.
@ApplicationScoped
public class RoomKeeper implements ChannelKind {
  @Inject
  @ConfigProperty(name = "maru.room.max-members", defaultValue = "1000")
  int maxMembers;

  @Inject Channels channels;
  @Inject Rooms rooms;
  @Inject Users users;
  @Inject Keys keys;
  @Inject Outbox outbox;
  @Inject Clock clock;

  @Override
  public boolean includes(Grant grant) {
    return grant.guildId() == 0;
  }

  @Override
  @Transactional
  public ChannelJson show(Grant grant) {
    var me = grant.actor().userId();
    return rooms.view(grant.channelId(), me).json(me);
  }

  /// Lets the actor into an open room; those who have part in a room already find it unchanged.
  /// Rooms that are not open answer as if they were not there.
  @Transactional
  public RoomView join(Actor actor, long roomId) {
    keys.lockUsers(actor.userId());
    var room = locked(roomId);
    if (!rooms.peopleOf(roomId).contains(actor.userId())) {
      if (!"open".equals(room.access())) {
        throw Problem.UNKNOWN_CHANNEL.error();
      }
      enter(roomId, actor.userId());
    }
    return rooms.view(roomId, actor.userId());
  }

  /// Brings a user into a room that the grant was made for.
  @Transactional
  public void add(Grant grant, long userId) {
    requireGroup(grant);
    if (keys.lockUsers(userId) == 0) {
      throw Problem.UNKNOWN_USER.error();
    }
    locked(grant.channelId());
    if (!rooms.peopleOf(grant.channelId()).contains(userId)) {
      enter(grant.channelId(), userId);
    }
  }

  /// Takes a user out of a room: oneself, or anybody for the room's owner.
  @Transactional
  public void remove(Grant grant, long userId) {
    requireGroup(grant);
    keys.lockUsers(userId);
    var room = locked(grant.channelId());
    var self = userId == grant.actor().userId();
    if (!self && !Objects.equals(room.ownerId(), grant.actor().userId())) {
      throw Problem.MISSING_PERMISSIONS.error();
    }
    leave(room, userId);
  }

  /// Leaves a room; a conversation of two stays as it is.
  @Override
  @Transactional
  public ChannelJson delete(Grant grant) {
    var json = show(grant);
    if (grant.channelType() == ChannelType.GROUP) {
      remove(grant, grant.actor().userId());
    }
    return json;
  }

  /// Changes a room's name.
  @Override
  @Transactional
  public ChannelJson modify(Grant grant, ChannelSettings body) {
    requireGroup(grant);
    var check = new Check();
    body.name().apply(name -> check.length("name", name == null ? null : name.strip(), 1, 100));
    check.orRefuse();
    var room = locked(grant.channelId());
    if (!(body.name() instanceof Patch.Keep)) {
      room.rename(body.name().map(String::strip).orElse(null));
    }
    announceUpdate(room.id());
    return rooms.view(room.id(), grant.actor().userId()).json(grant.actor().userId());
  }

  private void enter(long roomId, long userId) {
    if (rooms.peopleOf(roomId).size() >= maxMembers) {
      throw Problem.ROOM_FULL.error();
    }
    rooms.enter(roomId, List.of(userId), clock.instant());
    outbox.announce(
        new Audience.User(userId),
        new ChannelEvent.Create(rooms.view(roomId, userId).json(userId)));
    outbox.announce(
        new Audience.Channel(roomId, 0),
        new ChannelEvent.RecipientAdd(new ChannelEvent.Recipient(roomId, user(userId).json())));
  }

  private void leave(Channel room, long userId) {
    if (!rooms.leave(room.id(), userId)) {
      throw Problem.UNKNOWN_USER.error();
    }
    outbox.announce(
        new Audience.Channel(room.id(), 0),
        new ChannelEvent.RecipientRemove(
            new ChannelEvent.Recipient(room.id(), user(userId).json())));
    outbox.announce(
        new Audience.User(userId),
        new ChannelEvent.Delete(rooms.view(room.id(), userId).json(userId)));
    var left = rooms.peopleOf(room.id());
    if (left.isEmpty()) {
      room.end(clock.instant());
      channels.closeHeads(List.of(room.id()));
    } else if (Objects.equals(room.ownerId(), userId)) {
      room.giveTo(left.getFirst());
      announceUpdate(room.id());
    }
  }

  private void announceUpdate(long roomId) {
    outbox.announce(
        new Audience.Channel(roomId, 0), new ChannelEvent.Update(rooms.view(roomId, 0).json(0)));
  }

  private static void requireGroup(Grant grant) {
    if (grant.channelType() != ChannelType.GROUP) {
      throw Problem.CANNOT_EXECUTE_ON_DM.error();
    }
  }

  private Channel locked(long roomId) {
    keys.lockHead(roomId, Problem.UNKNOWN_CHANNEL);
    return channels
        .find(roomId)
        .filter(channel -> channel.guildId() == 0)
        .orElseThrow(Problem.UNKNOWN_CHANNEL::error);
  }

  private User user(long userId) {
    return users.find(userId).orElseThrow(Problem.UNKNOWN_USER::error);
  }
}
