package chat.maru.access;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.access.GuildRights.Role;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HierarchyTest {
  private static final long GUILD = 1;
  private static final long OWNER = 2;

  /// Roles 12 and 11 share a position: 11 is the older one and so the higher.
  private static final GuildRights TEA =
      new GuildRights(
          GUILD,
          OWNER,
          Map.of(
              GUILD,
              new Role(0, 0),
              11L,
              new Role(0, 1),
              12L,
              new Role(0, 1),
              13L,
              new Role(0, 2),
              14L,
              new Role(Permission.ADMINISTRATOR.bit(), 3)));

  @ParameterizedTest(name = "{0} above role {1}: {2}")
  @CsvSource({
    "'', 1, false",
    "'', 12, false",
    "'', 99, false",
    "12, 1, true",
    "12, 12, false",
    "12, 11, false",
    "11, 12, true",
    "11, 13, false",
    "13, 11, true",
    "13, 13, false",
    "13 11, 12, true",
    "11 13, 12, true",
    "14, 13, true",
    "14, 14, false",
    "14, 99, false",
    "99, 12, false",
    "99, 1, false"
  })
  void aboveARole(String roles, long role, boolean above) {
    assertThat(Hierarchy.isAbove(TEA, member(3, roles), role)).isEqualTo(above);
  }

  @ParameterizedTest(name = "{0} above {1}: {2}")
  @CsvSource({
    "'', '', false",
    "12, '', true",
    "'', 12, false",
    "12, 12, false",
    "11, 12, true",
    "12, 11, false",
    "13, '11 12', true",
    "'11 12', 13, false",
    "14, 13, true",
    "99, '', false"
  })
  void aboveAMember(String roles, String others, boolean above) {
    assertThat(Hierarchy.isAbove(TEA, member(3, roles), member(4, others))).isEqualTo(above);
  }

  @Test
  void theOwnerIsAboveEverybodyAndEveryRole() {
    var owner = member(OWNER, "");
    assertThat(Hierarchy.isAbove(TEA, owner, 14)).isTrue();
    assertThat(Hierarchy.isAbove(TEA, owner, GUILD)).isTrue();
    assertThat(Hierarchy.isAbove(TEA, owner, member(4, "14"))).isTrue();
    assertThat(Hierarchy.isAbove(TEA, member(4, "14"), owner)).isFalse();
    assertThat(Hierarchy.isAbove(TEA, owner, owner)).as("itself").isFalse();
  }

  private static MemberRights member(long userId, String roles) {
    Set<Long> ids =
        Arrays.stream(roles.split(" "))
            .filter(it -> !it.isEmpty())
            .map(Long::valueOf)
            .collect(Collectors.toSet());
    return new MemberRights(GUILD, userId, ids, Optional.empty());
  }
}
