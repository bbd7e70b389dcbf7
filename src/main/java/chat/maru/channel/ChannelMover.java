package chat.maru.channel;

import chat.maru.access.Gate;
import chat.maru.access.GuildGrant;
import chat.maru.access.LockedGate;
import chat.maru.access.Permission;
import chat.maru.auth.Actor;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.guild.audit.AuditAction;
import chat.maru.guild.audit.AuditLog;
import chat.maru.guild.audit.AuditNote;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.wire.ChannelJson;
import chat.maru.wire.MoveChannel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts the channels of a guild in order.
@ApplicationScoped
public class ChannelMover {
  @Inject Gate gate;
  @Inject LockedGate locked;
  @Inject Channels channels;
  @Inject ChannelRules rules;
  @Inject Keys keys;
  @Inject Outbox outbox;
  @Inject OverwriteNotes notes;
  @Inject AuditLog audit;

  @Transactional
  public void move(Actor actor, long guildId, List<@Nullable MoveChannel> moves) {
    var early = gate.guild(actor, guildId, Permission.MANAGE_CHANNELS);
    var heads = checked(moves);
    var now = locked.guild(early);
    if (heads.length == 0) {
      return;
    }
    if (keys.lockHeads(heads) != heads.length) {
      throw Problem.UNKNOWN_CHANNEL.error();
    }
    var views = channels.views(LongStream.of(heads).boxed().toList());
    if (views.values().stream().anyMatch(view -> view.channel().guildId() != guildId)) {
      throw Problem.UNKNOWN_CHANNEL.error();
    }
    var parents = parents(moves, views);
    var before = new HashMap<Long, ChannelJson>();
    views.forEach((id, view) -> before.put(id, view.json()));
    var after = new HashMap<>(views);
    for (var move : moves) {
      if (move != null && move.id() != null) {
        after.computeIfPresent(move.id(), (_, view) -> moved(now, move, view, parents));
      }
    }
    var changed =
        LongStream.of(heads)
            .mapToObj(after::get)
            .filter(view -> !view.json().equals(before.get(view.id())))
            .toList();
    finish(actor, guildId, before, views, changed);
  }

  /// The channels that those to be moved lie in or are to lie in, in one read.
  private Map<Long, ChannelView> parents(
      List<@Nullable MoveChannel> moves, Map<Long, ChannelView> views) {
    var ids = new HashSet<Long>();
    views.values().forEach(view -> add(ids, view.channel().parentId));
    moves.forEach(move -> add(ids, move == null ? null : move.parentId().orElse(null)));
    return ids.isEmpty() ? Map.of() : channels.views(ids);
  }

  private static void add(Set<Long> ids, @Nullable Long id) {
    if (id != null) {
      ids.add(id);
    }
  }

  private void finish(
      Actor actor,
      long guildId,
      Map<Long, ChannelJson> before,
      Map<Long, ChannelView> views,
      List<ChannelView> changed) {
    var old = new ArrayList<Overwrite>();
    var fresh = new ArrayList<Overwrite>();
    var told = new ArrayList<AuditNote>();
    for (var view : changed) {
      var was = Objects.requireNonNull(views.get(view.id()));
      old.addAll(was.overwrites());
      fresh.addAll(view.overwrites());
      told.add(
          AuditNote.of(AuditAction.CHANNEL_UPDATE, view.id())
              .differences(before.get(view.id()), was.json()));
    }
    channels.turnOverwrites(old, fresh);
    rules.requireRoom(
        changed.stream()
            .flatMap(view -> Stream.ofNullable(view.channel().parentId))
            .collect(Collectors.toSet()));
    told.addAll(notes.of(guildId, old, fresh));
    audit.recordAll(actor, guildId, told);
    outbox.announceAll(changed.stream().map(ChannelView::updated).toList());
  }

  private static long[] checked(List<@Nullable MoveChannel> moves) {
    var check = new Check();
    for (var at = 0; at < moves.size(); at++) {
      var move = moves.get(at);
      check.required(at + ".id", move == null ? null : move.id());
      check.range(at + ".position", move == null ? null : move.position(), 0, 100_000);
    }
    check.orRefuse();
    return moves.stream()
        .flatMapToLong(
            move -> move == null || move.id() == null ? LongStream.of() : LongStream.of(move.id()))
        .distinct()
        .sorted()
        .toArray();
  }

  private ChannelView moved(
      GuildGrant now, MoveChannel move, ChannelView view, Map<Long, ChannelView> parents) {
    var channel = view.channel();
    if (move.position() != null) {
      channel.position = move.position();
    }
    channel.parentId = move.parentId().orElse(channel.parentId);
    rules.requireParent(channel);
    var parent = channel.parentId == null ? null : parents.get(channel.parentId);
    if (!Boolean.TRUE.equals(move.lockPermissions()) || parent == null) {
      return view;
    }
    var locked = parent.overwrites().stream().map(it -> it.in(channel.id)).toList();
    ChannelRules.requireChangeable(rules.changeable(now, view, parents), view.overwrites(), locked);
    return view.with(locked);
  }
}
