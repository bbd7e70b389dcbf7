package chat.maru.message.poll.result;

import chat.maru.wire.EmbedJson;
import chat.maru.wire.EmbedJson.Field;
import chat.maru.wire.PollJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The result of a poll as an embed (reference: "Poll Result Embed Fields").
final class PollResult {
  private PollResult() {}

  /// Names the answer that has more votes than any other. Of several with the most, and where
  /// nobody voted, none is named.
  static EmbedJson of(PollJson poll) {
    var counts = poll.results().answerCounts();
    var most = counts.stream().mapToInt(PollJson.Count::count).max().orElse(0);
    var first = counts.stream().filter(it -> it.count() == most).map(PollJson.Count::id).toList();
    var fields = new ArrayList<Field>();
    field(fields, "poll_question_text", poll.question().text());
    field(fields, "victor_answer_votes", most);
    field(fields, "total_votes", counts.stream().mapToInt(PollJson.Count::count).sum());
    if (first.size() == 1) {
      poll.answers().stream()
          .filter(answer -> answer.answerId() == first.getFirst())
          .forEach(answer -> victor(fields, answer));
    }
    return embed(fields);
  }

  private static void victor(List<Field> fields, PollJson.Answer answer) {
    field(fields, "victor_answer_id", answer.answerId());
    field(fields, "victor_answer_text", answer.pollMedia().text());
    var emoji = answer.pollMedia().emoji();
    if (emoji != null) {
      if (emoji.id() != null) {
        field(fields, "victor_answer_emoji_id", emoji.id());
      }
      field(fields, "victor_answer_emoji_name", emoji.name());
      field(fields, "victor_answer_emoji_animated", Boolean.TRUE.equals(emoji.animated()));
    }
  }

  private static void field(List<Field> fields, String name, @Nullable Object value) {
    fields.add(new Field(name, Objects.toString(value), false));
  }

  private static EmbedJson embed(List<Field> fields) {
    return new EmbedJson(
        "poll_result", null, null, null, null, null, fields, null, null, null, null, null, null);
  }
}
