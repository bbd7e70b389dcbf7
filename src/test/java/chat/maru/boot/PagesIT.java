package chat.maru.boot;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Rest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// What a person and an operator look at.
class PagesIT {
  private final Rest rest = Rest.anonymous().at("");

  @Test
  void theHomePageSpeaksEnglishAndKorean() {
    var english = rest.get("/");
    assertThat(english.text()).contains("The first account", "/assets/home.js", "lang=\"en\"");
    assertThat(english.text())
        .doesNotContain("{role}", "{version}", "{copy}", "<script>", "style=");
    assertThat(english.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");

    var korean = rest.with("Accept-Language", "ko-KR,ko;q=0.9,en;q=0.8").get("/");
    assertThat(korean.text()).contains("첫 계정", "lang=\"ko\"");
    assertThat(korean.headers().firstValue("Content-Language")).hasValue("ko");
    for (var odd : new String[] {"fr", "*", ";;q=", "x".repeat(300)}) {
      assertThat(rest.with("Accept-Language", odd).get("/").text()).contains("lang=\"en\"");
    }
  }

  @Test
  void itsFilesHaveTheirTypesAndNothingElseIsServed() {
    assertThat(type("/assets/home.js")).startsWith("text/javascript");
    assertThat(type("/assets/home.css")).startsWith("text/css");
    assertThat(type("/assets/maru.svg")).isEqualTo("image/svg+xml");
    assertThat(type("/api-docs")).startsWith("text/html");
    assertThat(type("/api-docs/swagger-ui.css")).startsWith("text/css");
    assertThat(type("/api-docs/swagger-ui-bundle.js")).startsWith("text/javascript");
    for (var path :
        new String[] {
          "/assets/none.js",
          "/assets/home",
          "/assets/..%2Fhome.html",
          "/assets/..%2F..%2FMETA-INF%2Fpersistence.xml",
          "/api-docs/pom.properties",
        }) {
      rest.get(path).refused(404, 0);
    }
  }

  @Test
  void theDescriptionSaysWhatTheCodecWrites() {
    var text = rest.get("/openapi").text();

    assertThat(text)
        .contains("title: Maru", "/api/v10", "bearer", "/channels/{channel_id}/messages:");
    assertThat(text)
        .contains("global_name:", "discriminator:")
        .doesNotContain("globalName:", "int64");
    var ids = Arrays.stream(text.split("\n")).filter(it -> it.contains("operationId:")).toList();
    assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void theMetricsCountByRouteAndShowTheMessagePath() {
    Rest.anonymous().get("/users/987654321012345678").status();

    var text = rest.get("/metrics").text();

    assertThat(text)
        .containsPattern(
            "maru_http_requests_seconds_count\\{.*method=\"GET\".*route=\"/users/\\{user_id}\"")
        .contains(
            "maru_persist_stored",
            "maru_persist_lag",
            "maru_relay_published",
            "maru_relay_heartbeat_age_seconds",
            "maru_accept_confirmed",
            "maru_broadcast_lag_seconds",
            "maru_gateway_sessions",
            "hikaricp_connections_active")
        .doesNotContain("987654321012345678");
  }

  @Test
  void aRequestKeepsItsIdIfThatIsHarmless() {
    assertThat(requestId("trace-1")).isEqualTo("trace-1");
    assertThat(requestId("not acceptable")).isNotEqualTo("not acceptable").isNotBlank();
  }

  private String requestId(String given) {
    return rest.with("X-Request-Id", given)
        .get("/")
        .headers()
        .firstValue("X-Request-Id")
        .orElse("");
  }

  private String type(String path) {
    return rest.get(path).headers().firstValue("Content-Type").orElse("");
  }
}
