package chat.maru.message.poll;

import chat.maru.access.Grant;
import chat.maru.access.Permission;
import chat.maru.channel.thread.ThreadActivity;
import chat.maru.event.Keys;
import chat.maru.event.Outbox;
import chat.maru.guild.member.Members;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.message.poll.Polls.Place;
import chat.maru.message.poll.Votes.Ballot;
import chat.maru.wire.VotersJson;
import chat.maru.wire.event.PollEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Takes votes and lists them. The lock of the channel's head orders them behind the create of
/// their message and before its end, and makes the counts exact, however many vote at once.
@ApplicationScoped
public class PollVoter {
  private static final int MAX_CHOICES = 10;

  @Inject Votes votes;
  @Inject Members members;
  @Inject ThreadActivity threads;
  @Inject Keys keys;
  @Inject Outbox outbox;
  @Inject Clock clock;

  /// Makes these answers all that the actor is for. The same again changes nothing.
  ///
  /// @throws chat.maru.kernel.ApiException 10008 for what is no poll, 50013 without
  ///     READ_MESSAGE_HISTORY, 520000 during a timeout, 520001 when it is over, 50083 in an
  ///     archived thread, 50035 for answers that it does not have or not together
  @Transactional
  public void vote(Grant grant, long messageId, List<Integer> answers) {
    grant.require(Permission.READ_MESSAGE_HISTORY);
    requireNoTimeout(grant);
    keys.lockHead(grant.channelId(), Problem.UNKNOWN_CHANNEL);
    threads.requireActive(grant);
    var place = new Place(grant.channelId(), messageId);
    var ballot = find(place);
    if (ballot.state().isClosed(clock.instant())) {
      throw Problem.POLL_EXPIRED.error();
    }
    check(ballot, answers);
    var userId = grant.actor().userId();
    var before = votes.of(place, userId, ballot.answers());
    var gone = new TreeSet<>(before);
    answers.forEach(gone::remove);
    var added = new TreeSet<>(answers);
    before.forEach(added::remove);
    if (!gone.isEmpty()) {
      votes.remove(place, userId, gone);
    }
    if (!added.isEmpty()) {
      votes.add(place, userId, added);
    }
    var events = new ArrayList<PollEvent>();
    gone.forEach(answer -> events.add(new PollEvent.VoteRemove(told(grant, place, answer))));
    added.forEach(answer -> events.add(new PollEvent.VoteAdd(told(grant, place, answer))));
    outbox.announceAll(grant.audience(), events);
  }

  /// Lists who voted for an answer.
  @Transactional
  public VotersJson list(Grant grant, long messageId, int answer, Votes.Page page) {
    grant.require(Permission.READ_MESSAGE_HISTORY);
    var place = new Place(grant.channelId(), messageId);
    var ballot = find(place);
    choice(new Check(), "answer_id", ballot, answer).orRefuse();
    return new VotersJson(votes.voters(place, answer, page));
  }

  /// Who is to be silent has no vote either.
  private void requireNoTimeout(Grant grant) {
    var now = clock.instant();
    grant
        .guild()
        .flatMap(guild -> members.find(guild, grant.actor().userId()))
        .filter(member -> member.timeoutUntil() != null && member.timeoutUntil().isAfter(now))
        .ifPresent(
            _ -> {
              throw Problem.POLL_VOTING_BLOCKED.error();
            });
  }

  private Ballot find(Place place) {
    return votes.find(place).orElseThrow(Problem.UNKNOWN_MESSAGE::error);
  }

  private static void check(Ballot ballot, List<Integer> answers) {
    var check = new Check();
    if (answers.size() > MAX_CHOICES) {
      check.fail(
          "answer_ids", "BASE_TYPE_MAX_LENGTH", "Must be " + MAX_CHOICES + " or fewer in length.");
      check.orRefuse();
    }
    for (var i = 0; i < answers.size(); i++) {
      choice(check, "answer_ids." + i, ballot, answers.get(i));
    }
    check.that(
        ballot.multiselect() || answers.stream().distinct().count() <= 1,
        "answer_ids",
        "BASE_TYPE_MAX_LENGTH",
        "Must be 1 or fewer in length.");
    check.orRefuse();
  }

  private static Check choice(Check check, String path, Ballot ballot, int answer) {
    return check.range(path, answer, 1, ballot.answers());
  }

  private static PollEvent.Vote told(Grant grant, Place place, int answer) {
    return new PollEvent.Vote(
        grant.actor().userId(), place.channelId(), place.messageId(), grant.guild(), answer);
  }
}
