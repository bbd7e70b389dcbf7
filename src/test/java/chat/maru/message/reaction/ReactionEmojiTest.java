package chat.maru.message.reaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.kernel.ApiException;
import chat.maru.kernel.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReactionEmojiTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "👍",
        "👍🏽",
        "❤",
        "❤️",
        "👨‍👩‍👧",
        "🏳️‍🌈",
        "🇰🇷",
        "1️⃣",
        "#️⃣",
        "©️",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿"
      })
  void takesWhatIsAnEmoji(String text) {
    var emoji = ReactionEmoji.parse(text);
    assertThat(emoji.isCustom()).isFalse();
    assertThat(emoji.json().name()).isEqualTo(text);
    assertThat(emoji.json().id()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "1",
        "#",
        "👍👍",
        "👍 ",
        "🇰",
        "thumbsup",
        ":thumbsup:",
        "\u200d",
        "\uFE0F",
        "한",
        "x:",
        "x:9999999999999999999",
        ":5",
        "a b:5"
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> ReactionEmoji.parse(text))
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> assertThat(e.problem()).isEqualTo(Problem.UNKNOWN_REACTION_EMOJI));
  }

  @Test
  void theSameWithAndWithoutItsPresentationIsOne() {
    assertThat(ReactionEmoji.parse("❤️").key()).isEqualTo(ReactionEmoji.parse("❤").key());
    assertThat(ReactionEmoji.parse("👍🏽").key()).isNotEqualTo(ReactionEmoji.parse("👍").key());
  }

  @Test
  void readsAnEmojiOfAGuild() {
    var emoji = ReactionEmoji.parse("party_parrot:123");
    assertThat(emoji.id()).isEqualTo(123);
    assertThat(emoji.key()).isEqualTo("123");
    assertThat(emoji.json().name()).isEqualTo("party_parrot");
  }
}
