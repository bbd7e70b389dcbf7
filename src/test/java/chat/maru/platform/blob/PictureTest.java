package chat.maru.platform.blob;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.kernel.ApiException;
import chat.maru.kernel.Check;
import chat.maru.testkit.Drawing;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {
  private static final int MAX = 10_000;

  @ParameterizedTest
  @CsvSource({"png, 7, 5", "jpeg, 7, 5", "gif, 7, 5", "webp, 1, 1"})
  void aPictureIsToldByItsBytes(String format, int width, int height) {
    var bytes = Drawing.of(format, width, height, 0x336699);

    var picture = Picture.read(new Check(), "image", Drawing.uri("png", bytes), MAX).orElseThrow();

    assertThat(picture.type()).isEqualTo("image/" + format);
    assertThat(picture.width()).isEqualTo(width);
    assertThat(picture.height()).isEqualTo(height);
    assertThat(picture.animated()).isFalse();
    assertThat(picture.hash()).matches("[0-9a-f]{32}");
  }

  @Test
  void whatMovesSaysSoInItsName() {
    var picture = Picture.of(Drawing.moving()).orElseThrow();

    assertThat(picture.animated()).isTrue();
    assertThat(picture.hash()).matches("a_[0-9a-f]{32}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "data:",
        "hello",
        "data:text/plain;base64,aGVsbG8=",
        "data:image/png;base64,",
        "data:image/png;base64,aGVsbG8=",
        "data:image/svg+xml;base64,PHN2Zy8+",
        "data:image/png;base64,\u0000",
      })
  void whatIsNoPictureIsAFaultOfTheField(String text) {
    assertThat(faults(text)).isEqualTo("image IMAGE_INVALID");
  }

  @Test
  void aBrokenPictureIsNone() {
    for (var format : new String[] {"png", "jpeg", "gif", "webp"}) {
      var whole = Drawing.of(format, 9, 9, 0x112233);
      for (var length = 0; length < Math.min(whole.length, 12); length++) {
        assertThat(Picture.of(Arrays.copyOf(whole, length))).as(format + length).isEmpty();
      }
    }
  }

  @Test
  void aFileBeyondTheBoundIsRefusedBeforeItIsReadAsAPicture() {
    var long1 = Base64.getEncoder().encodeToString(new byte[MAX + 1]);

    assertThat(faults("data:image/png;base64," + long1)).isEqualTo("image BINARY_TYPE_MAX_SIZE");
  }

  private static String faults(String text) {
    var check = new Check();
    assertThat(Picture.read(check, "image", text, MAX)).isEmpty();
    return check.refusal().map(ApiException::fields).orElseThrow().stream()
        .map(field -> field.path() + " " + field.code())
        .reduce("", String::concat);
  }
}
