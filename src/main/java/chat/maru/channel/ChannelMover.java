package chat.maru.channel;

import chat.maru.access.Gate;
import chat.maru.access.Permission;
import chat.maru.auth.Actor;
import chat.maru.event.Audience;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.wire.MoveChannel;
import chat.maru.wire.event.ChannelEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Puts the channels of a guild in order.
@ApplicationScoped
public class ChannelMover {
  @Inject Gate gate;
  @Inject Channels channels;
  @Inject ChannelRules rules;
  @Inject Keys keys;
  @Inject Outbox outbox;

  @Transactional
  public void move(Actor actor, long guildId, List<@Nullable MoveChannel> moves) {
    var grant = gate.guild(actor, guildId, Permission.MANAGE_CHANNELS);
    var heads = checked(moves);
    if (keys.lockGuilds(guildId) == 0) {
      throw Problem.UNKNOWN_GUILD.error();
    }
    if (keys.lockHeads(heads) != heads.length) {
      throw Problem.UNKNOWN_CHANNEL.error();
    }
    for (var move : moves) {
      if (move != null && move.id() != null) {
        apply(guildId, move, move.id(), grant.permissions());
      }
    }
    for (var id : heads) {
      outbox.announce(
          new Audience.Channel(id, guildId), new ChannelEvent.Update(channels.view(id).json()));
    }
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

  private void apply(long guildId, MoveChannel move, long id, long permissions) {
    var channel =
        channels
            .find(id)
            .filter(found -> found.guildId() == guildId)
            .orElseThrow(Problem.UNKNOWN_CHANNEL::error);
    if (move.position() != null) {
      channel.position = move.position();
    }
    channel.parentId = move.parentId().orElse(channel.parentId);
    rules.requireParent(channel);
    if (Boolean.TRUE.equals(move.lockPermissions()) && channel.parentId != null) {
      var before = channels.overwritesOf(List.of(id));
      var after =
          channels.overwritesOf(List.of(channel.parentId)).stream()
              .map(overwrite -> overwrite.in(id))
              .toList();
      ChannelRules.requireOwnBits(permissions, before, after);
      channels.replaceOverwrites(id, after);
    }
  }
}
