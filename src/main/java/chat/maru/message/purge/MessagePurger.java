package chat.maru.message.purge;

import chat.maru.event.Audience;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.guild.ban.MemberBanned;
import chat.maru.kernel.Snowflake;
import chat.maru.message.Burial;
import chat.maru.message.Messages;
import chat.maru.message.purge.MessagePurges.Found;
import chat.maru.message.purge.MessagePurges.Purge;
import chat.maru.wire.event.MessageEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Deletes the latest messages of banned users. Noted with the ban, done by the workers, a hundred
/// messages of one channel a transaction: a ban costs its caller the same whatever was said.
@ApplicationScoped
public class MessagePurger {
  private static final int BATCH = 100;

  /// What was accepted before the ban may be stored a moment after it.
  private static final Duration ON_THE_WAY = Duration.ofSeconds(10);

  @Inject MessagePurges purges;
  @Inject Messages messages;
  @Inject Burial burial;
  @Inject Keys keys;
  @Inject Outbox outbox;
  @Inject Clock clock;

  void note(@Observes MemberBanned banned) {
    var end = banned.at().plus(ON_THE_WAY);
    purges.add(
        new Purge(
            banned.guildId(),
            banned.userId(),
            Snowflake.firstAt(banned.since()),
            Snowflake.firstAt(end),
            end));
  }

  /// Does the next part of a purge.
  ///
  /// @return whether there may be more at once
  @Transactional
  public boolean purgeSome(long number) {
    var waiting = purges.take(number);
    if (waiting.isEmpty()) {
      return false;
    }
    var purge = waiting.get().purge();
    var found = purges.next(purge, BATCH);
    if (found.isPresent()) {
      bury(purge.guildId(), found.get());
      return true;
    }
    if (clock.instant().isAfter(purge.endsAt())) {
      purges.remove(number);
    }
    return false;
  }

  private void bury(long guildId, Found found) {
    var channelId = found.channelId();
    if (keys.lockHeads(channelId) == 0) {
      return;
    }
    var there = messages.findAll(channelId, found.ids()).keySet().stream().sorted().toList();
    if (!there.isEmpty()) {
      burial.bury(channelId, there);
      outbox.announce(
          new Audience.Channel(channelId, guildId),
          new MessageEvent.DeleteBulk(
              new MessageEvent.AllGone(there, channelId, Optional.of(guildId))));
    }
  }
}
