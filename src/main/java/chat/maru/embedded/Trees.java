package chat.maru.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/// Whole directories, and files for one pair of eyes.
final class Trees {
  private Trees() {}

  /// Deletes a directory with all in it, if it is there.
  static void delete(Path directory) throws IOException {
    if (Files.notExists(directory)) {
      return;
    }
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /// Makes an empty file, in place of an older one, that only this user may read.
  static Path createPrivate(Path file) throws IOException {
    Files.deleteIfExists(file);
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return Files.createFile(file);
    }
    var ownerOnly = PosixFilePermissions.fromString("rw-------");
    return Files.createFile(file, PosixFilePermissions.asFileAttribute(ownerOnly));
  }
}
