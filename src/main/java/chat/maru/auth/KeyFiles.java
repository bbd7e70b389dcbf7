package chat.maru.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/// Where signing keys are read from, and where the first one is made.
final class KeyFiles {
  /// A file lock is the whole JVM's: within one, this comes before it.
  private static final ReentrantLock MAKING = new ReentrantLock();

  private KeyFiles() {}

  /// Reads keys as they are configured: file paths with commas between, or the text of keys itself.
  static List<EllipticCurveJsonWebKey> configured(String value) {
    if (KeyText.is(value)) {
      return KeyText.parse(value);
    }
    var keys = new ArrayList<EllipticCurveJsonWebKey>();
    for (var path : value.split(",", -1)) {
      if (!path.isBlank()) {
        keys.addAll(read(Path.of(path.strip())));
      }
    }
    return List.copyOf(keys);
  }

  /// Reads the file. Where there is none it is made, readable by its owner alone, whole or not at
  /// all; several processes that start at once agree on one.
  static List<EllipticCurveJsonWebKey> readOrMake(Path file) {
    MAKING.lock();
    try {
      if (!Files.exists(file)) {
        makeAlone(file.toAbsolutePath());
      }
      return read(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The key file " + file + " could not be made.", e);
    } finally {
      MAKING.unlock();
    }
  }

  private static void makeAlone(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    var guard = file.resolveSibling(file.getFileName() + ".lock");
    try (var channel =
            FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      if (!Files.exists(file)) {
        make(file);
      }
    }
  }

  private static void make(Path file) throws IOException {
    var half = Files.createTempFile(file.getParent(), "jwt", ".new", ownerOnly(file));
    try {
      var set =
          new JsonWebKeySet(KeyText.identified(EcJwkGenerator.generateJwk(EllipticCurves.P256)));
      Files.writeString(half, set.toJson(OutputControlLevel.INCLUDE_PRIVATE));
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (JoseException e) {
      throw new IllegalStateException("This Java makes no P-256 keys.", e);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static List<EllipticCurveJsonWebKey> read(Path file) {
    try {
      return KeyText.parse(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("The key file " + file + " can't be read.", e);
    }
  }
}
