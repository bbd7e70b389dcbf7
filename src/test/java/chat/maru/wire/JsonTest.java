package chat.maru.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.kernel.ApiException;
import chat.maru.kernel.Patch;
import chat.maru.kernel.Problem;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  record Thing(
      long channelId,
      int seq,
      @Nullable String topic,
      Optional<Long> guildId,
      List<Long> roles,
      Instant at) {}

  record Change(Patch<String> topic, Patch<Long> parentId, Patch<List<Long>> roles) {}

  record Body(
      @Nullable String content,
      @Nullable Boolean tts,
      @Nullable Integer flags,
      @Nullable Long id) {}

  @Test
  void writesIdsAsTextCountsAsNumbersAndLeavesOutWhatIsAbsent() {
    var at = Instant.parse("2026-11-21T09:00:00.123Z");
    assertThat(Json.write(new Thing(12, 3, null, Optional.empty(), List.of(7L), at)))
        .isEqualTo(
            "{\"channel_id\":\"12\",\"seq\":3,\"topic\":null,\"roles\":[\"7\"],"
                + "\"at\":\"2026-11-21T09:00:00.123000+00:00\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"9223372036854775807\"", "9223372036854775807"})
  void readsIdsFromTextAndNumbersWithoutLosingDigits(String id) throws Exception {
    var body = Json.read("{\"id\":" + id + ",\"later\":{\"unknown\":[1]}}", Body.class);
    assertThat(body.id()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aPatchTellsLeftOutFromNullFromValue() throws Exception {
    var change = Json.read("{\"topic\":null,\"parent_id\":\"5\"}", Change.class);
    assertThat(change.topic()).isEqualTo(Patch.clear());
    assertThat(change.parentId()).isEqualTo(Patch.set(5L));
    assertThat(change.roles()).isEqualTo(Patch.keep());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"content\":5}|content|STRING_TYPE_CONVERT",
        "{\"content\":{}}|content|STRING_TYPE_CONVERT",
        "{\"content\":\"a\\u0000b\"}|content|STRING_TYPE_CONVERT",
        "{\"content\":\"\\ud800\"}|content|STRING_TYPE_CONVERT",
        "{\"tts\":\"yes\"}|tts|BOOLEAN_TYPE_CONVERT",
        "{\"tts\":1}|tts|BOOLEAN_TYPE_CONVERT",
        "{\"flags\":1.5}|flags|NUMBER_TYPE_COERCE",
        "{\"flags\":1e10}|flags|NUMBER_TYPE_COERCE",
        "{\"flags\":99999999999}|flags|NUMBER_TYPE_COERCE",
        "{\"id\":\"abc\"}|id|NUMBER_TYPE_COERCE",
        "{\"id\":1e30}|id|NUMBER_TYPE_COERCE",
        "{\"id\":[]}|id|NUMBER_TYPE_COERCE",
      })
  void namesTheFieldThatDoesNotFit(String text, String path, String code) {
    assertThatThrownBy(() -> Json.read(text, Body.class))
        .isInstanceOfSatisfying(
            JsonProcessingException.class,
            fault -> {
              var refusal = Malformed.error(fault);
              assertThat(refusal.problem()).isEqualTo(Problem.INVALID_FORM_BODY);
              assertThat(refusal.fields())
                  .extracting(ApiException.Field::path, ApiException.Field::code)
                  .containsExactly(org.assertj.core.groups.Tuple.tuple(path, code));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.0", "3e0", "\"3\"", "3"})
  void aWholeNumberMayBeWrittenWithAFraction(String number) throws Exception {
    assertThat(Json.read("{\"flags\":" + number + "}", Body.class).flags()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "nope", "{\"content\":\"x\"} trailing", "[1,"})
  void whatIsNoJsonIsSaidSo(String text) {
    assertThatThrownBy(() -> Json.read(text, Body.class))
        .isInstanceOfSatisfying(
            JsonProcessingException.class,
            fault ->
                assertThat(Malformed.error(fault).problem())
                    .isIn(Problem.INVALID_JSON, Problem.INVALID_FORM_BODY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"flags\":\"\"}", "{\"id\":-1}", "{\"id\":\"-1\"}"})
  void emptyTextIsNoNumberAndNoIdIsNegative(String body) {
    assertThatThrownBy(() -> Json.read(body, Body.class))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void deepNestingIsRefused() {
    var deep = "{\"content\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}";
    assertThatThrownBy(() -> Json.read(deep, Body.class))
        .isInstanceOf(JsonProcessingException.class);
  }
}
