package chat.maru.proof.fault;

import chat.maru.proof.check.Evidence;
import chat.maru.proof.check.Evidence.StoredMessage;
import chat.maru.proof.check.Invariant;
import chat.maru.proof.check.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/// What was sent without a key: nobody repeats it, its text is its own, and only the server knows
/// the key that it got. So a journal can't tell it, and it is held against the rows here.
final class Unkeyed {
  private final Queue<Text> sent = new ConcurrentLinkedQueue<>();
  private final Map<Text, String> stored = new ConcurrentHashMap<>();

  private record Text(String channel, String content) {}

  void sent(String channel, String content) {
    sent.add(new Text(channel, content));
  }

  void stored(String channel, String content, String id) {
    stored.put(new Text(channel, content), id);
  }

  /// Whatever was answered as stored is there with its id; nothing is there twice.
  List<Violation> check(Evidence evidence) {
    var rows =
        evidence.messages().stream()
            .collect(
                Collectors.groupingBy(
                    it -> new Text(Long.toString(it.channel()), it.content()),
                    Collectors.mapping(StoredMessage::id, Collectors.toList())));
    var found = new ArrayList<Violation>();
    for (var text : sent) {
      var ids = rows.getOrDefault(text, List.of());
      var answered = stored.get(text);
      if (ids.size() > 1) {
        found.add(new Violation(Invariant.I2, text.channel(), text.content() + " is " + ids));
      } else if (answered != null && !ids.contains(Long.parseLong(answered))) {
        found.add(
            new Violation(
                Invariant.I1,
                text.channel(),
                text.content() + " was answered with " + answered + " and is " + ids));
      }
    }
    return found;
  }
}
