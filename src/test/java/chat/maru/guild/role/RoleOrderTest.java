package chat.maru.guild.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.maru.kernel.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoleOrderTest {
  private static final RoleOrder ABCD = new RoleOrder(List.of(10L, 11L, 12L, 13L));

  @Test
  void oneRoleGoesToItsPlaceAndTheOthersMakeRoom() {
    assertThat(ABCD.moved(Map.of(10L, 3)).ids()).containsExactly(11L, 12L, 10L, 13L);
    assertThat(ABCD.moved(Map.of(13L, 1)).ids()).containsExactly(13L, 10L, 11L, 12L);
    assertThat(ABCD.moved(Map.of(11L, 2))).isEqualTo(ABCD);
    assertThat(ABCD.moved(Map.of())).isEqualTo(ABCD);
  }

  @Test
  void beyondAnEndIsThatEnd() {
    assertThat(ABCD.moved(Map.of(10L, Integer.MAX_VALUE)).ids())
        .containsExactly(11L, 12L, 13L, 10L);
    assertThat(ABCD.moved(Map.of(13L, 0)).ids()).containsExactly(13L, 10L, 11L, 12L);
  }

  @Test
  void aWholeOrderIsTakenAsItStands() {
    assertThat(ABCD.moved(Map.of(10L, 4, 11L, 3, 12L, 2, 13L, 1)).ids())
        .containsExactly(13L, 12L, 11L, 10L);
  }

  @Test
  void ofTwoAtOnePlaceTheOlderIsHigher() {
    assertThat(ABCD.moved(Map.of(10L, 4, 11L, 4)).ids()).containsExactly(12L, 13L, 11L, 10L);
    assertThat(ABCD.moved(Map.of(12L, 1, 13L, 1)).ids()).containsExactly(13L, 12L, 10L, 11L);
  }

  @Test
  void positionsAreDenseFromOne() {
    assertThat(ABCD.positions()).isEqualTo(Map.of(10L, 1, 11L, 2, 12L, 3, 13L, 4));
  }

  @Test
  void whatIsNotBelowStaysInOrderAndOnTop() {
    var before = ABCD;
    assertThat(before.moved(Map.of(10L, 2)).respects(before, id -> id < 12)).isTrue();
    assertThat(before.moved(Map.of(10L, 3)).respects(before, id -> id < 12)).isFalse();
    assertThat(before.moved(Map.of(12L, 1)).respects(before, id -> id < 12)).isFalse();
    assertThat(before.moved(Map.of(12L, 4)).respects(before, id -> id < 12)).isFalse();
    assertThat(before.moved(Map.of(12L, 3)).respects(before, id -> id < 12)).isTrue();
    assertThat(before.moved(Map.of(13L, 1)).respects(before, _ -> true)).isTrue();
    assertThat(before.moved(Map.of(13L, 1)).respects(before, _ -> false)).isFalse();
  }

  @Test
  void aRoleOfSomewhereElseIsUnknown() {
    assertThatThrownBy(() -> ABCD.moved(Map.of(99L, 1))).hasMessage(Problem.UNKNOWN_ROLE.message());
  }
}
