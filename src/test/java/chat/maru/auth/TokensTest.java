package chat.maru.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class TokensTest {
  @Test
  void aBotTokenCarriesTheIdInDiscordsShape() {
    var token = Tokens.bot(1_234_567_890_123_456_789L, Instant.EPOCH);
    assertThat(token).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{6,}\\.[A-Za-z0-9_-]{27,}");
    assertThat(new String(Base64.getUrlDecoder().decode(token.split("\\.")[0]), US_ASCII))
        .isEqualTo("1234567890123456789");
    assertThat(Tokens.botId(token)).hasValue(1_234_567_890_123_456_789L);
    assertThat(Tokens.bot(1, Instant.EPOCH)).isNotEqualTo(Tokens.bot(1, Instant.EPOCH));
  }

  @Test
  void whatHasNotTheShapeHasNoId() {
    var tail = ".AAAAAA." + "x".repeat(27);
    assertThat(Tokens.botId(encode("12") + tail)).hasValue(12);
    for (var first :
        new String[] {encode("0"), encode("x"), encode("99999999999999999999"), "", "a"}) {
      assertThat(Tokens.botId(first + tail)).as(first).isEmpty();
    }
    assertThat(Tokens.botId(encode("12") + ".AAAAAA." + "x".repeat(26))).isEmpty();
    assertThat(Tokens.botId("eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0." + "x".repeat(86))).isEmpty();
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(US_ASCII));
  }
}
