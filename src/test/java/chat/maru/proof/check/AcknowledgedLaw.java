package chat.maru.proof.check;

import chat.maru.proof.check.Evidence.Logged;
import chat.maru.proof.check.Evidence.StoredMessage;
import chat.maru.proof.check.Facts.Key;
import chat.maru.proof.journal.Entry.Answered;
import chat.maru.proof.journal.Entry.Sent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// I1, as senders see it: what was acknowledged is stored under its key as it was sent, or its
/// sender was told otherwise; what they were told is true.
final class AcknowledgedLaw implements Law {
  private static final Set<String> ACKNOWLEDGED = Set.of("ACCEPTED", "STORED", "DUPLICATE");

  /// All that its sender knows of a key.
  private record Story(Set<String> contents, List<Answered> answers) {
    boolean was(String status) {
      return answers.stream().anyMatch(it -> it.status().equals(status));
    }

    boolean wasAcknowledged() {
      return answers.stream().anyMatch(it -> ACKNOWLEDGED.contains(it.status()));
    }
  }

  @Override
  public void check(Facts facts, Findings findings) {
    var rows =
        facts.evidence().messages().stream()
            .collect(
                Collectors.toMap(
                    it -> new Key(it.channel(), it.author(), it.key()), it -> it, (a, _) -> a));
    var refused = refusals(facts);
    var stories = stories(facts);
    findings.count("messages sent", stories.size());
    stories.forEach(
        (key, story) -> {
          story.answers().forEach(it -> checkAnswer(facts, findings, it));
          if (story.wasAcknowledged()) {
            findings.count("messages acknowledged", 1);
            var told = story.was("REFUSED") || refused.contains(key);
            checkStored(facts, findings, key, story, Optional.ofNullable(rows.get(key)), told);
          }
        });
  }

  private static Map<Key, Story> stories(Facts facts) {
    var stories = new LinkedHashMap<Key, Story>();
    facts
        .entries(Sent.class)
        .forEach(
            it -> story(stories, it.channel(), it.user(), it.key()).contents().add(it.content()));
    facts
        .entries(Answered.class)
        .forEach(it -> story(stories, it.channel(), it.user(), it.key()).answers().add(it));
    return stories;
  }

  private static Story story(Map<Key, Story> stories, String channel, String user, String key) {
    return stories.computeIfAbsent(
        new Key(Facts.id(channel), Facts.id(user), key),
        _ -> new Story(new HashSet<>(), new ArrayList<>()));
  }

  /// A sender without a session learns of a refusal when it sends again: the log holds it.
  private static Set<Key> refusals(Facts facts) {
    return facts.read().stream()
        .map(Logged::outcome)
        .flatMap(Optional::stream)
        .filter(it -> it.status().equals("REFUSED"))
        .map(it -> new Key(it.channel(), it.sender(), it.clientMsgId()))
        .collect(Collectors.toSet());
  }

  private static void checkAnswer(Facts facts, Findings findings, Answered answer) {
    if (answer.id().isEmpty()) {
      return;
    }
    var row = facts.message(Facts.id(answer.channel()), Facts.id(answer.id().get()));
    var fits =
        row.filter(it -> it.author() == Facts.id(answer.user()))
            .filter(it -> answer.seq().isEmpty() || it.seq() == answer.seq().get())
            .isPresent();
    if (!fits) {
      findings.add(
          Invariant.I1,
          answer.channel(),
          "key %s was answered %s with id %s seq %s, but the table has %s",
          answer.key(),
          answer.status(),
          answer.id().get(),
          answer.seq(),
          row);
    }
  }

  private static void checkStored(
      Facts facts,
      Findings findings,
      Key key,
      Story story,
      Optional<StoredMessage> row,
      boolean told) {
    if (row.isEmpty()) {
      if (!told) {
        findings.add(Invariant.I1, key.channel(), "key %s was acknowledged and is lost", key.key());
      }
      return;
    }
    if (story.contents().size() > 1 && !told) {
      findings.add(
          Invariant.I1,
          key.channel(),
          "key %s was sent with %d contents, and none was refused",
          key.key(),
          story.contents().size());
    }
    var stored = facts.texts(key.channel(), row.get().id());
    var sent = story.contents().stream().map(String::strip).collect(Collectors.toSet());
    if (!row.get().deleted() && !sent.isEmpty() && stored.stream().noneMatch(sent::contains)) {
      findings.add(
          Invariant.I1, key.channel(), "key %s is stored with what was not sent", key.key());
    }
  }
}
