package chat.maru.proof.check;

import chat.maru.proof.check.Evidence.Head;
import chat.maru.proof.check.Evidence.Logged;
import chat.maru.proof.check.Evidence.StoredMessage;
import chat.maru.proof.journal.Entry;
import chat.maru.proof.journal.Entry.Disturbed;
import chat.maru.proof.journal.Entry.SightChanged;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The evidence, arranged so that a law finds what it asks for at once.
final class Facts {
  private static final long NO_ID = -1;

  private final Evidence evidence;
  private final Map<Long, List<StoredMessage>> channels;
  private final Map<Long, NavigableMap<Long, StoredMessage>> byId = new HashMap<>();
  private final Map<Place, Set<String>> texts = new HashMap<>();
  private final Map<Long, Head> heads;
  private final List<Logged> read = new ArrayList<>();
  private final Map<String, Map<String, List<SightChanged>>> sights;
  private final List<Disturbed> disturbances;
  private final List<Screen> screens;

  /// Where a message is.
  record Place(long channel, long id) {}

  /// An idempotency key.
  record Key(long channel, long author, String key) {}

  Facts(Evidence evidence) {
    this.evidence = evidence;
    channels =
        evidence.messages().stream()
            .sorted(Comparator.comparingInt(StoredMessage::seq))
            .collect(Collectors.groupingBy(StoredMessage::channel));
    heads = evidence.heads().stream().collect(Collectors.toMap(Head::channel, Function.identity()));
    for (var message : evidence.messages()) {
      var place = new Place(message.channel(), message.id());
      byId.computeIfAbsent(message.channel(), _ -> new TreeMap<>()).put(message.id(), message);
      if (!message.deleted()) {
        textsOf(place).add(message.content());
      }
    }
    evidence.versions().forEach(it -> textsOf(new Place(it.channel(), it.id())).add(it.content()));
    readLog();
    sights =
        entries(SightChanged.class)
            .sorted(Comparator.comparingLong(SightChanged::at))
            .collect(
                Collectors.groupingBy(
                    SightChanged::user, Collectors.groupingBy(SightChanged::channel)));
    disturbances =
        entries(Disturbed.class).sorted(Comparator.comparingLong(Disturbed::at)).toList();
    screens = evidence.journals().stream().flatMap(Screen::of).toList();
  }

  private Set<String> textsOf(Place place) {
    return texts.computeIfAbsent(place, _ -> new HashSet<>());
  }

  /// Keeps the highest outbox id of each key and drops what is at or below it, as readers do.
  private void readLog() {
    var marks = new HashMap<Long, Long>();
    for (var record : evidence.log()) {
      if (record.outboxId() == 0 || record.outboxId() > marks.getOrDefault(record.key(), 0L)) {
        read.add(record);
        marks.merge(record.key(), record.outboxId(), Math::max);
      }
    }
  }

  Evidence evidence() {
    return evidence;
  }

  /// All entries of a kind, whoever wrote them.
  <T extends Entry> Stream<T> entries(Class<T> kind) {
    return evidence.journals().stream()
        .flatMap(List::stream)
        .filter(kind::isInstance)
        .map(kind::cast);
  }

  /// The messages of each channel, by seq.
  Map<Long, List<StoredMessage>> channels() {
    return channels;
  }

  List<StoredMessage> channel(long id) {
    return channels.getOrDefault(id, List.of());
  }

  /// The messages of a channel, by id.
  NavigableMap<Long, StoredMessage> ids(long channel) {
    return byId.getOrDefault(channel, Collections.emptyNavigableMap());
  }

  Optional<StoredMessage> message(long channel, long id) {
    return Optional.ofNullable(ids(channel).get(id));
  }

  /// All that a message says or said before an edit; nothing of one that is deleted.
  Set<String> texts(long channel, long id) {
    return texts.getOrDefault(new Place(channel, id), Set.of());
  }

  Optional<Head> head(long channel) {
    return Optional.ofNullable(heads.get(channel));
  }

  /// The log as a reader has it that drops repeats.
  List<Logged> read() {
    return read;
  }

  /// How a user's view of each channel changed, in time.
  Map<String, List<SightChanged>> sights(String user) {
    return sights.getOrDefault(user, Map.of());
  }

  /// How a user's view of a channel changed, in time.
  List<SightChanged> sight(String user, String channel) {
    return sights(user).getOrDefault(channel, List.of());
  }

  List<Disturbed> disturbances() {
    return disturbances;
  }

  /// What each session was shown.
  List<Screen> screens() {
    return screens;
  }

  /// Reads an id as a client has it; below 0 for what is none.
  static long id(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      return NO_ID;
    }
  }
}
