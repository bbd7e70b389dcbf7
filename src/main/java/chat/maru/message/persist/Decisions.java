package chat.maru.message.persist;

import chat.maru.kernel.PlantedFault;
import chat.maru.kernel.Problem;
import chat.maru.message.Messages.Answered;
import chat.maru.message.body.Parts;
import chat.maru.message.log.MessageAccepted;
import chat.maru.message.log.MessageOutcome;
import chat.maru.message.persist.Keyring.Decided;
import chat.maru.message.persist.Keyring.Key;
import chat.maru.message.persist.Keyring.Known;
import chat.maru.platform.sql.NodeLease;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Decides the events of one batch in their order, each exactly once: new, the same again, a
/// duplicate,
/// a conflict, or refused. Lives within one transaction that holds the heads' locks.
final class Decisions {
  private final Map<Long, Heads.Head> heads;
  private final Map<Key, Known> known;
  private final Set<String> refused;
  private final Keyring keyring;
  private final NodeLease ids;
  private final Map<Answered, Long> answered;
  private final Map<Long, Place> places = new HashMap<>();
  private final Map<NonceKey, Known> nonces = new HashMap<>();
  private final List<NewMessage> fresh = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();

  private record Place(int seq, long id) {}

  private record NonceKey(long channelId, long authorId, String nonce) {}

  /// What a sender is told instead of seeing its message.
  record Outcome(MessageAccepted event, MessageOutcome told) {}

  Decisions(
      Map<Long, Heads.Head> heads,
      Decided decided,
      Keyring keyring,
      NodeLease ids,
      Map<Answered, Long> answered) {
    this.heads = heads;
    this.known = new HashMap<>(decided.known());
    this.refused = new HashSet<>(decided.refused());
    this.keyring = keyring;
    this.ids = ids;
    this.answered = new HashMap<>(answered);
  }

  List<NewMessage> fresh() {
    return fresh;
  }

  List<Outcome> outcomes() {
    return outcomes;
  }

  /// The events that are refused now.
  List<String> refused() {
    return outcomes.stream()
        .map(Outcome::told)
        .filter(told -> told.status().equals(MessageOutcome.REFUSED))
        .map(MessageOutcome::eventId)
        .toList();
  }

  /// @param refusal why a new message can not be stored where this one wants to, asked only of what
  ///     is stored otherwise
  void decide(MessageAccepted event, Function<Heads.Head, Optional<Problem>> refusal) {
    if (refused.contains(event.eventId())) {
      return; // its sender was told; what stood against it may be gone since
    }
    var taken = Optional.ofNullable(known.get(Key.of(event)));
    if (taken.isPresent()) {
      decideKnown(event, taken.get());
      return;
    }
    var earlier = event.enforceNonce() ? earlier(event) : Optional.<Known>empty();
    if (earlier.isPresent()) {
      duplicate(event, earlier.get());
      return;
    }
    var head = heads.get(event.roomId());
    if (head == null || head.closed()) {
      refuse(event, Problem.UNKNOWN_CHANNEL);
    } else if (refersToNothing(event)) {
      refuse(event, Problem.UNKNOWN_MESSAGE);
    } else {
      refusal
          .apply(head)
          .ifPresentOrElse(problem -> refuse(event, problem), () -> take(event, head));
    }
  }

  private void refuse(MessageAccepted event, Problem problem) {
    outcomes.add(new Outcome(event, MessageOutcome.refused(event, problem)));
    refused.add(event.eventId());
  }

  /// The same event again is a redelivery and stays silent; another one with the key is answered.
  private void decideKnown(MessageAccepted event, Known taken) {
    if (taken.eventId().equals(event.eventId())) {
      return;
    }
    if (taken.contentHash().equals(event.contentHashHex())
        || PlantedFault.OTHER_CONTENT_IS_DUPLICATE.isPlanted()) {
      duplicate(event, taken);
    } else {
      refuse(event, Problem.IDEMPOTENCY_CONFLICT);
    }
  }

  private void duplicate(MessageAccepted event, Known taken) {
    outcomes.add(new Outcome(event, MessageOutcome.duplicate(event, taken.id(), taken.seq())));
  }

  private void take(MessageAccepted event, Heads.Head head) {
    var last = places.getOrDefault(event.roomId(), new Place(head.lastSeq(), head.lastMessageId()));
    var place = new Place(last.seq() + 1, ids.nextIdAbove(last.id()));
    places.put(event.roomId(), place);
    var message =
        new NewMessage(
            event.roomId(), head.guildId(), place.id(), place.seq(), mentions(event), event);
    answered.put(new Answered(event.roomId(), place.id()), event.senderId());
    fresh.add(message);
    known.put(Key.of(event), message.known());
    nonceKey(event).ifPresent(key -> nonces.put(key, message.known()));
  }

  private Optional<Known> earlier(MessageAccepted event) {
    return nonceKey(event)
        .flatMap(
            key ->
                Optional.ofNullable(nonces.get(key))
                    .or(() -> keyring.findByNonce(event, key.nonce())));
  }

  private static Optional<NonceKey> nonceKey(MessageAccepted event) {
    return event
        .nonce()
        .map(JsonNode::asText)
        .map(nonce -> new NonceKey(event.roomId(), event.senderId(), nonce));
  }

  private boolean refersToNothing(MessageAccepted event) {
    return event.reference().filter(r -> !Boolean.FALSE.equals(r.failIfNotExists())).isPresent()
        && Answered.by(event).filter(to -> !answered.containsKey(to)).isPresent();
  }

  /// An answer mentions whom it answers, unless its sender does not want that.
  private List<Long> mentions(MessageAccepted event) {
    if (!event.parts().map(Parts::repliedIsMentioned).orElse(false)) {
      return event.mentions();
    }
    return Stream.concat(
            event.mentions().stream(),
            Answered.by(event)
                .flatMap(to -> Optional.ofNullable(answered.get(to)))
                .filter(author -> author != event.senderId())
                .stream())
        .distinct()
        .toList();
  }
}
