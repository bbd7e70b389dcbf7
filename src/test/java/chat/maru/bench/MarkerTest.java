package chat.maru.bench;

import static org.assertj.core.api.Assertions.assertThat;

import chat.maru.bench.Marker.Found;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarkerTest {
  private final Marker marker = new Marker("r1", 100);

  private Optional<Found> find(String frame) {
    var bytes = ("....." + frame + "\"seq\":9").getBytes(StandardCharsets.UTF_8);
    return marker.find(bytes, 5, bytes.length - "\"seq\":9".length());
  }

  @Test
  void readsBackWhatItWroteWithTheSeqOfTheFrame() {
    var content = marker.content(3, 1234, -5_000_000_000L);

    assertThat(content).hasSize(100);
    assertThat(find("{\"op\":0,\"d\":{\"seq\":77,\"content\":\"" + content + "\"},\"s\":5}"))
        .contains(new Found(3, 1234, -5_000_000_000L, 77));
  }

  @Test
  void seesNeitherOtherRunsNorOtherFrames() {
    assertThat(find("{\"content\":\"" + new Marker("r2", 10).content(0, 0, 0) + "\"}")).isEmpty();
    assertThat(find("{\"clientMsgId\":\"" + marker.key(0, 0) + "\"}")).isEmpty();
    assertThat(find("")).isEmpty();
  }

  @Test
  void readsItsKeysAndNoOthers() {
    assertThat(marker.ofKey(marker.key(2, 9))).get().isEqualTo(new int[] {2, 9});
    assertThat(marker.ofKey("r2:2:9")).isEmpty();
  }
}
