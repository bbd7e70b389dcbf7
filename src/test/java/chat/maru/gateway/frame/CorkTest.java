package chat.maru.gateway.frame;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What goes to a socket, and in how many pieces.
class CorkTest {
  private final List<String> pieces = new ArrayList<>();

  @Test
  void whatIsWrittenTogetherGoesOutTogetherAndInOrder() throws IOException {
    Cork.during(
        () -> {
          hold("a");
          hold("bc");
          assertThat(pieces).isEmpty();
        });
    assertThat(pieces).containsExactly("abc");
  }

  @Test
  void whatMustNotWaitGoesBehindWhatIsHeld() throws IOException {
    Cork.during(
        () -> {
          hold("a");
          Cork.current().orElseThrow().release();
          hold("b");
        });
    assertThat(pieces).containsExactly("a", "b");
  }

  @Test
  void nothingIsHeldOutside() throws IOException {
    Cork.during(() -> assertThat(Cork.current()).isPresent());
    assertThat(Cork.current()).isEmpty();
    assertThat(pieces).isEmpty();
  }

  @Test
  void aFailedWriteLetsNothingOut() {
    assertThatThrownBy(
            () ->
                Cork.during(
                    () -> {
                      hold("a");
                      throw new IOException("gone");
                    }))
        .isInstanceOf(IOException.class);
    assertThat(pieces).isEmpty();
    assertThat(Cork.current()).isEmpty();
  }

  private void hold(String text) {
    Cork.current()
        .orElseThrow()
        .hold(text.getBytes(US_ASCII), all -> pieces.add(new String(all, US_ASCII)));
  }
}
