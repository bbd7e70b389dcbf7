package chat.maru.proof.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file system of little room, in memory, to be filled up. Needs the right to mount.
final class SmallDisk implements AutoCloseable {
  private static final String ROOM = "600m";

  private final Path directory;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /// Mounts one.
  ///
  /// @throws UnsupportedOperationException where that is not permitted
  static SmallDisk mount(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (run("mount", "-t", "tmpfs", "-o", "size=" + ROOM, "tmpfs", directory.toString()) != 0) {
      throw new UnsupportedOperationException("a file system can not be mounted here");
    }
    var disk = new SmallDisk(directory);
    Runtime.getRuntime().addShutdownHook(new Thread(disk::close));
    return disk;
  }

  Path directory() {
    return directory;
  }

  /// Writes until no byte more fits.
  void fill() {
    var chunk = new byte[64 * 1024];
    try (var out =
        Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        out.write(chunk);
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("No space left")) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Makes room again.
  void free() {
    try {
      Files.deleteIfExists(filler());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path filler() {
    return directory.resolve("filler");
  }

  private static int run(String... command) {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    run("umount", "-l", directory.toString());
  }
}
