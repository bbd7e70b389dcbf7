package chat.maru.channel.room;

import chat.maru.auth.Actor;
import chat.maru.channel.Channel;
import chat.maru.channel.Channels;
import chat.maru.event.Audience;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.platform.sql.NodeLease;
import chat.maru.wire.CreatePrivateChannel;
import chat.maru.wire.CreateRoom;
import chat.maru.wire.event.ChannelEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Makes rooms and conversations of two.
@ApplicationScoped
public class RoomMaker {
  private static final Set<String> TYPES = Set.of("dm", "group");
  private static final Set<String> ACCESS = Set.of("open", "invite");

  @Inject
  @ConfigProperty(name = "maru.room.max-members", defaultValue = "1000")
  int maxMembers;

  @Inject Channels channels;
  @Inject Rooms rooms;
  @Inject Keys keys;
  @Inject Outbox outbox;
  @Inject NodeLease ids;
  @Inject Clock clock;

  /// Makes what the body asks for; a conversation of two that exists is given again.
  @Transactional
  public RoomView create(Actor actor, CreateRoom body) {
    var others = others("user_ids", actor, body.userIds());
    var name = body.name() == null ? null : body.name().strip();
    new Check()
        .length("name", name, 1, 100)
        .that(
            body.type() == null || TYPES.contains(body.type()),
            "type",
            "BASE_TYPE_CHOICES",
            "Value must be one of ('dm', 'group').")
        .that(
            body.access() == null || ACCESS.contains(body.access()),
            "access",
            "BASE_TYPE_CHOICES",
            "Value must be one of ('open', 'invite').")
        .that(
            !"dm".equals(body.type()) || others.size() == 1,
            "user_ids",
            "BASE_TYPE_BAD_LENGTH",
            "Must be 1 in length.")
        .orRefuse();
    var direct =
        body.type() == null ? others.size() == 1 && name == null : body.type().equals("dm");
    return direct
        ? direct(actor, others.iterator().next())
        : group(actor, others, name, body.access() == null ? "open" : body.access());
  }

  /// Opens a conversation with one recipient, or makes an invite-only room with several.
  @Transactional
  public RoomView open(Actor actor, CreatePrivateChannel body) {
    if (body.recipientId() != null) {
      return direct(actor, body.recipientId());
    }
    new Check().required("recipient_id", body.recipients()).orRefuse();
    var others = others("recipients", actor, body.recipients());
    return others.size() == 1
        ? direct(actor, others.iterator().next())
        : group(actor, others, null, "invite");
  }

  private RoomView direct(Actor actor, long otherId) {
    new Check()
        .that(
            otherId != actor.userId(),
            "recipient_id",
            "BASE_TYPE_CHOICES",
            "Cannot send messages to yourself.")
        .orRefuse();
    lock(List.of(actor.userId(), otherId));
    var known = rooms.findDirect(actor.userId(), otherId);
    return known.isPresent()
        ? rooms.view(known.get(), actor.userId())
        : opened(
            actor, Channel.direct(ids.nextId(), clock.instant()), List.of(actor.userId(), otherId));
  }

  private RoomView group(Actor actor, Set<Long> others, @Nullable String name, String access) {
    var everybody = new TreeSet<>(others);
    everybody.add(actor.userId());
    if (everybody.size() > maxMembers) {
      throw Problem.ROOM_FULL.error();
    }
    lock(everybody);
    return opened(
        actor,
        Channel.room(ids.nextId(), actor.userId(), name, access, clock.instant()),
        everybody);
  }

  private RoomView opened(Actor actor, Channel channel, Collection<Long> people) {
    channels.add(channel);
    rooms.enter(channel.id(), people, clock.instant());
    var view = rooms.view(channel.id(), actor.userId());
    for (var userId : people) {
      outbox.announce(new Audience.User(userId), new ChannelEvent.Create(view.json(userId)));
    }
    return view;
  }

  /// Two who open a conversation with each other at once wait here for each other.
  private void lock(Collection<Long> userIds) {
    var locked = keys.lockUsers(userIds.stream().mapToLong(Long::longValue).toArray());
    if (locked != userIds.size()) {
      throw Problem.UNKNOWN_USER.error();
    }
  }

  private static Set<Long> others(
      String path, Actor actor, @Nullable List<@Nullable Long> userIds) {
    var check = new Check();
    var others = new TreeSet<Long>();
    var list = userIds == null ? List.<@Nullable Long>of() : userIds;
    for (var at = 0; at < list.size(); at++) {
      check.required(path + "." + at, list.get(at));
    }
    check.orRefuse();
    list.stream().filter(Objects::nonNull).forEach(others::add);
    others.remove(actor.userId());
    return others;
  }
}
