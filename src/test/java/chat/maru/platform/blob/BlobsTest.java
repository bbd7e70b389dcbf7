package chat.maru.platform.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobsTest {
  private final Path directory;
  private final Blobs blobs = new Blobs();

  BlobsTest(@TempDir Path directory) {
    this.directory = directory;
    blobs.data = directory.toString();
    blobs.directory = Optional.empty();
  }

  @Test
  void whatWasPutIsFoundUntilItIsRemoved() throws IOException {
    blobs.put("a/b.txt", bytes("one"));
    blobs.put("a/b.txt", bytes("another"));

    try (var found = blobs.find("a/b.txt").orElseThrow().content()) {
      assertThat(found.readAllBytes()).isEqualTo(bytes("another"));
    }
    assertThat(blobs.find("a/b.txt").map(Blobs.Blob::size)).contains(7L);
    blobs.remove("a/b.txt");
    blobs.remove("a/b.txt");
    assertThat(blobs.find("a/b.txt")).isEmpty();
    assertThat(blobs.find("never/there")).isEmpty();
  }

  @Test
  void aBodyBeyondItsBoundLeavesNothingAndWhatWasThereStays() throws Exception {
    blobs.put("file", bytes("before"));

    assertThatThrownBy(() -> blobs.put("file", new ByteArrayInputStream(new byte[101]), 100))
        .isInstanceOf(Blobs.TooLarge.class);

    assertThat(blobs.put("other", new ByteArrayInputStream(new byte[100]), 100)).isEqualTo(100);
    try (var found = blobs.find("file").orElseThrow().content();
        var drafts = Files.list(directory.resolve("blobs/.drafts"))) {
      assertThat(found.readAllBytes()).isEqualTo(bytes("before"));
      assertThat(drafts).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/etc/passwd", "../x", "a/../b", "a//b", "a/", ".drafts/x", "a\\b", "ä"})
  void whatIsNoKeyReachesNoFile(String key) {
    assertThat(Blobs.isKey(key)).isFalse();
    assertThatThrownBy(() -> blobs.put(key, bytes("x")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> blobs.find(key)).isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
