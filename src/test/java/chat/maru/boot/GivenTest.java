package chat.maru.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GivenTest {
  @Test
  void theEnvironmentNamesKeysWithDashesToo() {
    assertThat(Given.read().get("maru.check.some-key")).isEqualTo("from the environment");
    assertThat(Given.read().get("maru.check.some.key")).isEqualTo("from the environment");
  }

  @Test
  void systemPropertiesCountAndComeFirst() {
    System.setProperty("maru.check.some-key", "from a property");
    try {
      assertThat(Given.read().get("maru.check.some-key")).isEqualTo("from a property");
    } finally {
      System.clearProperty("maru.check.some-key");
    }
  }

  @Test
  void theDefaultsOfTheBuildAreNotGiven() {
    assertThat(Given.read().get("maru.db.url")).isNull();
    assertThat(Given.read().get("maru.nowhere")).isNull();
    assertThat(Given.read().get("maru.db.url", "other")).isEqualTo("other");
  }
}
