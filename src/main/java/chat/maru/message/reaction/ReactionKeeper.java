package chat.maru.message.reaction;

import chat.maru.access.Grant;
import chat.maru.access.Permission;
import chat.maru.channel.thread.ThreadActivity;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.guild.emoji.UsableEmojis;
import chat.maru.guild.member.Member;
import chat.maru.guild.member.Members;
import chat.maru.kernel.Problem;
import chat.maru.message.reaction.Reactions.Of;
import chat.maru.message.reaction.Reactions.Standing;
import chat.maru.wire.UserJson;
import chat.maru.wire.event.Dispatch;
import chat.maru.wire.event.ReactionEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/// Adds, removes and lists reactions. The lock of the channel's head orders them behind the create
/// of their message and makes the counts exact, however many react at once.
@ApplicationScoped
public class ReactionKeeper {
  private static final int MAX_EMOJIS = 20;

  @Inject Reactions reactions;
  @Inject UsableEmojis emojis;
  @Inject Members members;
  @Inject ThreadActivity threads;
  @Inject Keys keys;
  @Inject Outbox outbox;

  /// Reacts as the actor. Again is no fault and changes nothing.
  ///
  /// @throws chat.maru.kernel.ApiException 10008, 10014; 50013 without READ_MESSAGE_HISTORY, and
  ///     without ADD_REACTIONS where nobody has reacted so; 30010 beyond 20 different ones
  @Transactional
  public void add(Grant grant, long messageId, ReactionEmoji given) {
    grant.require(Permission.READ_MESSAGE_HISTORY);
    var userId = grant.actor().userId();
    var member =
        grant.guildId() == 0
            ? Optional.<Member>empty()
            : members.find(grant.guildId(), userId); // before the lock: it is the actor itself
    var standing = lock(new Of(grant.channelId(), messageId, given));
    threads.requireActive(grant);
    var emoji = standing.there().orElseGet(() -> requireNew(grant, given, standing.distinct()));
    if (!reactions.add(new Of(grant.channelId(), messageId, emoji), userId)) {
      return;
    }
    announce(
        grant,
        new ReactionEvent.Add(
            new ReactionEvent.Added(
                userId,
                grant.channelId(),
                messageId,
                grant.guild(),
                member.map(Member::json),
                emoji.json(),
                standing.authorId(),
                false,
                List.of(),
                0)));
  }

  /// Anybody who may read joins in; a new emoji is another thing.
  private ReactionEmoji requireNew(Grant grant, ReactionEmoji given, int distinct) {
    grant.require(Permission.ADD_REACTIONS);
    var emoji =
        given.isCustom()
            ? emojis.find(grant, given.id()).map(ReactionEmoji::of)
            : Optional.of(given);
    if (distinct >= MAX_EMOJIS) {
      throw Problem.MAX_REACTIONS.error();
    }
    return emoji.orElseThrow(Problem.UNKNOWN_REACTION_EMOJI::error);
  }

  /// Removes a reaction: one's own, or another's with MANAGE_MESSAGES.
  @Transactional
  public void remove(Grant grant, long messageId, ReactionEmoji emoji, long userId) {
    if (userId != grant.actor().userId()) {
      grant.requireInGuild(Permission.MANAGE_MESSAGES);
    }
    var of = new Of(grant.channelId(), messageId, emoji);
    lock(of);
    threads.requireActive(grant);
    if (reactions.remove(of, userId)) {
      announce(
          grant,
          new ReactionEvent.Remove(
              new ReactionEvent.Removed(
                  userId, grant.channelId(), messageId, grant.guild(), emoji.json(), false, 0)));
    }
  }

  /// Removes all reactions to a message.
  @Transactional
  public void removeAll(Grant grant, long messageId) {
    grant.requireInGuild(Permission.MANAGE_MESSAGES);
    lockHead(grant.channelId());
    threads.requireActive(grant);
    if (reactions.findAuthor(grant.channelId(), messageId).isEmpty()) {
      throw Problem.UNKNOWN_MESSAGE.error();
    }
    reactions.forget(grant.channelId(), List.of(messageId));
    announce(
        grant,
        new ReactionEvent.RemoveAll(
            new ReactionEvent.Cleared(grant.channelId(), messageId, grant.guild())));
  }

  /// Removes all reactions with one emoji.
  @Transactional
  public void removeEmoji(Grant grant, long messageId, ReactionEmoji emoji) {
    grant.requireInGuild(Permission.MANAGE_MESSAGES);
    var of = new Of(grant.channelId(), messageId, emoji);
    lock(of);
    threads.requireActive(grant);
    if (reactions.removeEmoji(of)) {
      announce(
          grant,
          new ReactionEvent.RemoveEmoji(
              new ReactionEvent.EmojiCleared(
                  grant.channelId(), messageId, grant.guild(), emoji.json())));
    }
  }

  /// Lists who reacted with an emoji, above the user id `after`.
  @Transactional
  public List<UserJson> list(Grant grant, Of of, long after, int limit) {
    grant.require(Permission.READ_MESSAGE_HISTORY);
    if (reactions.findAuthor(grant.channelId(), of.messageId()).isEmpty()) {
      throw Problem.UNKNOWN_MESSAGE.error();
    }
    return reactions.users(of, after, limit);
  }

  private Standing lock(Of of) {
    lockHead(of.channelId());
    return reactions.standing(of).orElseThrow(Problem.UNKNOWN_MESSAGE::error);
  }

  private void lockHead(long channelId) {
    keys.lockHead(channelId, Problem.UNKNOWN_CHANNEL);
  }

  private void announce(Grant grant, Dispatch event) {
    outbox.announce(grant.audience(), event);
  }
}
