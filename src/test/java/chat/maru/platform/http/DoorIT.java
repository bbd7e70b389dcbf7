package chat.maru.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.testkit.Maru;
import chat.maru.testkit.Rest;
import chat.maru.wire.Json;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the door does before and after every operation.
class DoorIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/health/started"})
  void theRuntimeAnswersForItsHealth(String path) {
    var answer = Rest.anonymous().at("").get(path);

    assertThat(answer.expect(200).path("status").asText()).isEqualTo("UP");
  }

  @Test
  void theRuntimeAnswersForItsMetricsAndItsDescription() {
    assertThat(Rest.anonymous().at("").get("/metrics").expect(200).isMissingNode()).isTrue();
    assertThat(Rest.anonymous().at("").get("/openapi").text()).contains("openapi: ");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nothing/here, 404",
    "GET, /healthy, 404",
    "GET, /users/@me, 404",
    "GET, /api/v10/nothing, 404",
    "GET, /api/v8/gateway, 404",
    "GET, /api, 404",
    "GET, /api/v10/, 404",
    "POST, /, 405",
    "GET, /api/v10/a%2Fb, 404",
    "GET, /api/v10/%40original, 404",
    "GET, /api/v10/a%20b?q=%7B%22a%22%7D, 404",
  })
  void everyRefusalHasTheProtocolsShape(String method, String path, int status) {
    var answer = send(request(path).method(method, BodyPublishers.noBody()));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.body()).contains("\"code\":0").contains("\"message\":\"" + status);
  }

  /// What `java.net.URI` would not let pass, and others send all the same.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/v10/%zz HTTP/1.1",
        "GET /api/v10/channels/{id}/messages HTTP/1.1",
        "GET /api/v10/users/@me?x={\"a\":1} HTTP/1.1",
        "GET /api/v10/a|b HTTP/1.1",
        "GET /api/v10/\u00fc HTTP/1.1",
        "GET /api/v10/x?%zz=%zz HTTP/1.1",
        "GET /api/v10/invites/%00 HTTP/1.1",
        "GET //api//v10//x HTTP/1.1",
        "GET /api/v10/../../etc/passwd HTTP/1.1",
      })
  void oddAddressesAreRefusedAndNeverADefect(String line) throws IOException {
    assertThat(statusLine(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 4");
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() {
    for (var path : new String[] {"/", "/api/v10/nothing", "/health", "/metrics", "/openapi"}) {
      var headers = Rest.anonymous().at("").get(path).headers();
      assertThat(headers.firstValue("X-Content-Type-Options")).as(path).hasValue("nosniff");
      assertThat(headers.firstValue("X-Frame-Options")).as(path).hasValue("DENY");
      assertThat(headers.firstValue("X-XSS-Protection")).as(path).hasValue("0");
      assertThat(headers.firstValue("Referrer-Policy"))
          .as(path)
          .hasValue("strict-origin-when-cross-origin");
      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .contains("default-src 'none'");
      assertThat(headers.firstValue("Permissions-Policy").orElse(""))
          .as(path)
          .contains("camera=()");
      assertThat(headers.firstValue("Strict-Transport-Security")).as(path).isEmpty();
    }
  }

  @Test
  void otherOriginsAreLetIn() {
    var preflight =
        send(
            request("/api/v10/users/@me")
                .header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "PATCH")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", BodyPublishers.noBody()));

    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
        .contains("GET", "POST", "PUT", "PATCH", "DELETE");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
        .hasValue("authorization,content-type");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();

    var refused =
        send(request("/api/v10/nothing").header("Origin", "https://elsewhere.example").GET());
    assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(refused.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
        .contains("X-RateLimit-Remaining", "Retry-After");
    assertThat(send(request("/api/v10/nothing").GET()).headers().map())
        .doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void optionsAndHeadAnswerWithoutABody() {
    var options = send(request("/").method("OPTIONS", BodyPublishers.noBody()));
    assertThat(options.statusCode()).isBetween(200, 204);
    assertThat(options.headers().firstValue("Allow").orElse("")).contains("GET");
    assertThat(options.body()).isEmpty();

    var head = send(request("/").method("HEAD", BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void longTextIsCompressedForThoseWhoAcceptIt() throws Exception {
    var page = send(request("/").GET()).body();
    assertThat(page.length()).isGreaterThan(1024);

    var zipped =
        CLIENT.send(
            request("/").header("Accept-Encoding", "br;q=1.0, gzip;q=0.8").build(),
            BodyHandlers.ofByteArray());

    assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(zipped.headers().allValues("Vary").toString()).contains("Accept-Encoding");
    assertThat(zipped.body().length).isLessThan(page.length());
    try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
      assertThat(new String(plain.readAllBytes(), UTF_8)).isEqualTo(page);
    }
    var refused = send(request("/").header("Accept-Encoding", "gzip;q=0").GET());
    assertThat(refused.headers().firstValue("Content-Encoding")).isEmpty();
    var small = send(request("/api/v10/nothing").header("Accept-Encoding", "gzip").GET());
    assertThat(small.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(small.body()).contains("\"code\"");
  }

  @Test
  void bodiesThatCannotBeReadAreRefused() {
    var register = Rest.anonymous().at("/api/v1");
    assertThat(register.raw("POST", "/auth/register", "{\"email\":").refused(400, 50109))
        .isNotNull();
    assertThat(register.raw("POST", "/auth/register", "[1,2]").refused(400, 50035)).isNotNull();
    assertThat(register.raw("POST", "/auth/register", "\"text\"").refused(400, 50035)).isNotNull();
    assertThat(register.raw("POST", "/auth/register", "").status()).isEqualTo(400);
    assertThat(register.raw("POST", "/auth/register", "[".repeat(100_000)).status()).isEqualTo(400);

    var wrongType =
        send(
            request("/api/v1/auth/register")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("hello")));
    assertThat(wrongType.statusCode()).isEqualTo(415);
    assertThat(wrongType.body()).contains("\"code\":0").contains("to be application/json");
  }

  /// Several HTTP clients name a type for the body that they do not send.
  @Test
  void theTypeOfNoBodyDoesNotMatter() {
    var nothing =
        send(
            request("/api/v1/auth/register")
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.noBody()));
    assertThat(nothing.statusCode()).as(nothing.body()).isEqualTo(400);
    assertThat(nothing.body()).contains("\"code\":50035");
  }

  @Test
  void aBodyThatIsTooLongIsRefused() {
    var long3Mib = Json.write(java.util.Map.of("email", "x".repeat(3 << 20)));

    Rest.anonymous().at("/api/v1").raw("POST", "/auth/register", long3Mib).refused(413, 40005);
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(Maru.url() + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String statusLine(String request) throws IOException {
    var port = URI.create(Maru.url()).getPort();
    try (var socket = new Socket("localhost", port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
    }
  }
}
