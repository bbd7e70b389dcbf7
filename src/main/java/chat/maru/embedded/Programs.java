package chat.maru.embedded;

import chat.maru.platform.Surroundings.SurroundingsException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/// The programs that the libraries bring along, unpacked once per version.
final class Programs {
  private final Path cache;
  private final String machine;

  Programs(Path cache) {
    this(cache, System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  Programs(Path cache, String osName, String osArch) {
    this.cache = cache;
    var system = osName.split(" ", 2)[0].toLowerCase(Locale.ROOT);
    var arch =
        switch (osArch) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          case String other -> other;
        };
    this.machine = (system.equals("mac") ? "darwin" : system) + "-" + arch;
  }

  /// The directory whose `bin` holds `initdb`, `pg_ctl` and `postgres`.
  Path postgres() throws IOException {
    var resource = require("postgres-" + machine + ".txz", "PostgreSQL", "maru.db.url");
    return unpacked(resource, "postgres", Programs::untar);
  }

  /// The Redis server's program.
  Path redis() throws IOException {
    // The library would ask the system itself, by programs that may be absent.
    var known =
        switch (machine) {
          case "linux-x86_64" -> Optional.of(OsArchitecture.UNIX_x86_64);
          case "linux-arm_64" -> Optional.of(OsArchitecture.UNIX_AARCH64);
          case "darwin-x86_64" -> Optional.of(OsArchitecture.MAC_OS_X_x86_64);
          case "darwin-arm_64" -> Optional.of(OsArchitecture.MAC_OS_X_ARM64);
          case "windows-x86_64" -> Optional.of(OsArchitecture.WINDOWS_x86_64);
          default -> Optional.<OsArchitecture>empty();
        };
    var path = known.map(ExecutableProvider.newProvidedVersionsMap()::get).orElse("/none");
    var resource = require(path.substring(1), "Redis", "maru.redis.url");
    var name = machine.startsWith("windows") ? "redis-server.exe" : "redis-server";
    var directory =
        unpacked(
            resource,
            "redis-server",
            (in, into) -> {
              var file = Files.createDirectories(into).resolve(name);
              Files.copy(in, file);
              makeExecutable(file);
            });
    return directory.resolve(name);
  }

  private URL require(String resource, String service, String key) {
    var url = Programs.class.getClassLoader().getResource(resource);
    if (url == null) {
      throw new SurroundingsException(
          "No embedded %s exists for %s: give the address of your own with %s."
              .formatted(service, machine, EmbeddedConfig.spellings(key)));
    }
    return url;
  }

  private interface Unpacking {
    void unpack(InputStream in, Path into) throws IOException;
  }

  private Path unpacked(URL resource, String name, Unpacking unpacking) throws IOException {
    var connection = (JarURLConnection) resource.openConnection();
    connection.setUseCaches(false);
    try (var jar = connection.getJarFile()) {
      var entry = connection.getJarEntry();
      var ready = cache.resolve(name + "-" + Long.toHexString(entry.getCrc()));
      if (Files.exists(ready)) {
        return ready;
      }
      Files.createDirectories(cache);
      var draft = Files.createTempDirectory(cache, "unpacking-");
      try (var in = new BufferedInputStream(jar.getInputStream(entry))) {
        unpacking.unpack(in, draft.resolve(name));
        moveUnlessThere(draft.resolve(name), ready);
      } finally {
        Trees.delete(draft);
      }
      return ready;
    }
  }

  private static void moveUnlessThere(Path from, Path to) throws IOException {
    try {
      Files.move(from, to);
    } catch (FileSystemException e) {
      if (Files.notExists(to)) { // else another server has just unpacked the same
        throw e;
      }
    }
  }

  private static void untar(InputStream in, Path into) throws IOException {
    Files.createDirectories(into);
    try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(in))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(tar, entry, into);
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path into)
      throws IOException {
    var file = into.resolve(entry.getName()).normalize();
    if (!file.startsWith(into)) {
      throw new IOException("outside of the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else if (!entry.getName().endsWith(".a")) { // for linking C programs only, a third of all
      Files.copy(tar, file);
      if ((entry.getMode() & 0100) != 0) {
        makeExecutable(file);
      }
    }
  }

  private static void makeExecutable(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
