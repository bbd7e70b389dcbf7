package chat.maru.message.poll;

import chat.maru.access.Grant;
import chat.maru.guild.emoji.UsableEmojis;
import chat.maru.kernel.Check;
import chat.maru.kernel.Problem;
import chat.maru.wire.CreatePoll;
import chat.maru.wire.ReactionJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.fellbaum.jemoji.EmojiManager;
import org.jspecify.annotations.Nullable;

/// Reads the poll that a sender gives (reference: "Poll Create Request object").
@ApplicationScoped
public class PollDrafts {
  private static final int MAX_QUESTION = 300;
  private static final int MAX_ANSWERS = 10;
  private static final int MAX_ANSWER = 55;
  private static final int MAX_EMOJI_NAME = 32;
  private static final int DEFAULT_HOURS = 24;
  private static final int MAX_HOURS = 768;

  @Inject UsableEmojis emojis;

  /// Notes what is wrong with the poll, and returns it as it is stored, its emojis as they were
  /// given.
  public static Optional<Poll> checked(Check check, @Nullable CreatePoll given) {
    if (given == null) {
      return Optional.empty();
    }
    check.required("poll.question", given.question());
    check.required("poll.answers", given.answers());
    check.range("poll.duration", given.duration(), 1, MAX_HOURS);
    check.that(
        given.layoutType() == null || given.layoutType() == 1,
        "poll.layout_type",
        "BASE_TYPE_CHOICES",
        "Value must be one of (1,).");
    var question =
        given.question() == null
            ? ""
            : text(check, "poll.question.text", given.question().text(), MAX_QUESTION);
    return Optional.of(
        new Poll(
            question,
            answers(check, given.answers()),
            given.duration() == null ? DEFAULT_HOURS : given.duration(),
            Boolean.TRUE.equals(given.allowMultiselect())));
  }

  private static List<Poll.Answer> answers(Check check, @Nullable List<CreatePoll.Answer> given) {
    if (given == null) {
      return List.of();
    }
    if (given.isEmpty() || given.size() > MAX_ANSWERS) {
      check.fail(
          "poll.answers",
          "BASE_TYPE_BAD_LENGTH",
          "Must be between 1 and " + MAX_ANSWERS + " in length.");
      return List.of();
    }
    var answers = new ArrayList<Poll.Answer>();
    for (var i = 0; i < given.size(); i++) {
      var at = "poll.answers." + i + ".poll_media";
      var media = given.get(i).pollMedia();
      check.required(at, media);
      if (media != null) {
        answers.add(
            new Poll.Answer(
                i + 1,
                text(check, at + ".text", media.text(), MAX_ANSWER),
                emoji(check, at + ".emoji", media.emoji())));
      }
    }
    return answers;
  }

  private static String text(Check check, String at, @Nullable String given, int max) {
    if (given == null || given.isBlank()) {
      check.fail(at, "BASE_TYPE_REQUIRED", "This field is required");
      return "";
    }
    check.length(at, given.strip(), 1, max);
    return given.strip();
  }

  /// One of Unicode is named by itself; of a guild's the id counts.
  private static ReactionJson.@Nullable Emoji emoji(
      Check check, String at, CreatePoll.@Nullable Emoji given) {
    var name = given == null || given.name() == null ? "" : given.name();
    if (given == null || given.id() == null && name.isEmpty()) {
      return null;
    }
    check.length(at + ".name", given.name(), 0, MAX_EMOJI_NAME);
    if (given.id() == null) {
      check.that(
          EmojiManager.getEmoji(name).isPresent(),
          at + ".name",
          "BASE_TYPE_CHOICES",
          "Not an emoji.");
    }
    return new ReactionJson.Emoji(given.id(), given.name(), null);
  }

  /// Returns the poll with the emojis of guilds by their own names.
  ///
  /// @throws chat.maru.kernel.ApiException 520004 for one that the sender may not use there
  public Poll withEmojis(Grant grant, Poll poll) {
    return new Poll(
        poll.question(),
        poll.answers().stream().map(answer -> withEmoji(grant, answer)).toList(),
        poll.hours(),
        poll.multiselect());
  }

  private Poll.Answer withEmoji(Grant grant, Poll.Answer answer) {
    var emoji = answer.emoji();
    return emoji == null || emoji.id() == null
        ? answer
        : new Poll.Answer(
            answer.id(),
            answer.text(),
            emojis.find(grant, emoji.id()).orElseThrow(Problem.CANNOT_USE_POLL_EMOJI::error));
  }
}
