package chat.maru.platform.blob;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// File bodies by key, in a directory of this machine. Several nodes need one that they share.
///
/// A key is made of parts with slashes between, such as `avatars/41771983423143937/5f4d`: letters,
/// digits, `_`, `-` and, inside a part, dots. What was put is on the disk when the call returns,
/// and is seen whole or not at all.
@ApplicationScoped
public class Blobs {
  private static final Pattern KEY =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*");
  private static final int MAX_KEY = 512;

  @Inject
  @ConfigProperty(name = "maru.data")
  String data;

  @Inject
  @ConfigProperty(name = "maru.blob.directory")
  Optional<String> directory;

  /// A body; the caller closes its content.
  public record Blob(long size, InputStream content) {}

  /// A body was longer than allowed; nothing was kept of it.
  public static final class TooLarge extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /// Puts a body, in place of one that is there.
  public void put(String key, byte[] bytes) {
    try {
      put(key, new java.io.ByteArrayInputStream(bytes), bytes.length);
    } catch (TooLarge e) {
      throw new IllegalStateException(e); // it has the length that it has
    }
  }

  /// Puts a body of at most `max` bytes, in place of one that is there.
  ///
  /// @return its size
  public long put(String key, InputStream body, long max) throws TooLarge {
    var file = file(key);
    var draft = root().resolve(".drafts").resolve(UUID.randomUUID().toString());
    try {
      Files.createDirectories(draft.getParent());
      Files.createDirectories(file.getParent());
      try {
        var size = Files.copy(new Limited(body, max), draft);
        force(draft);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        return size;
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (Limited.Reached _) {
      throw new TooLarge();
    } catch (IOException e) {
      throw new UncheckedIOException("a file could not be stored", e);
    }
  }

  private static void force(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /// Opens a body.
  public Optional<Blob> find(String key) {
    try {
      var channel = FileChannel.open(file(key), StandardOpenOption.READ);
      return Optional.of(
          new Blob(channel.size(), java.nio.channels.Channels.newInputStream(channel)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("a file could not be read", e);
    }
  }

  /// Removes a body, if it is there.
  public void remove(String key) {
    try {
      Files.deleteIfExists(file(key));
    } catch (IOException e) {
      throw new UncheckedIOException("a file could not be removed", e);
    }
  }

  /// Whether a text may be a key.
  public static boolean isKey(String text) {
    return text.length() <= MAX_KEY && KEY.matcher(text).matches();
  }

  private Path file(String key) {
    if (!isKey(key)) {
      throw new IllegalArgumentException("no key of a blob: " + key);
    }
    return root().resolve(key);
  }

  private Path root() {
    return directory.map(Path::of).orElseGet(() -> Path.of(data, "blobs"));
  }

  /// Reads up to a bound.
  private static final class Limited extends FilterInputStream {
    private long left;

    static final class Reached extends IOException {
      private static final long serialVersionUID = 1L;
    }

    Limited(InputStream in, long max) {
      super(in);
      this.left = max;
    }

    @Override
    public int read() throws IOException {
      return count(super.read(), 1);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      var read = super.read(bytes, from, length);
      return count(read, read);
    }

    private int count(int answer, int bytes) throws Reached {
      if (answer >= 0) {
        left -= bytes;
        if (left < 0) {
          throw new Reached();
        }
      }
      return answer;
    }
  }
}
