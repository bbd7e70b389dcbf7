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
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/// The programs that the libraries bring along, unpacked once per version.
final class Programs {
  private final Path cache;

  Programs(Path cache) {
    this.cache = cache;
  }

  /// The directory whose `bin` holds `initdb`, `pg_ctl` and `postgres`.
  Path postgres() throws IOException {
    return postgres(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  Path postgres(String osName, String osArch) throws IOException {
    var system = osName.split(" ", 2)[0].toLowerCase(Locale.ROOT);
    system = system.equals("mac") ? "darwin" : system;
    var arch =
        switch (osArch) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          case String other -> other;
        };
    var resource = "postgres-%s-%s.txz".formatted(system, arch);
    return unpacked(
        require(resource, "PostgreSQL", osName + " on " + osArch, "maru.db.url"),
        "postgres",
        Programs::untar);
  }

  /// The Redis server's program.
  Path redis() throws IOException {
    var machine = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
    var resource =
        ExecutableProvider.newProvidedVersionsMap()
            .getOrDefault(OsArchitecture.detectOSandArchitecture(), "/none")
            .substring(1);
    var directory =
        unpacked(
            require(resource, "Redis", machine, "maru.redis.url"),
            "redis",
            (in, into) -> {
              var file = Files.createDirectories(into).resolve("redis-server.exe");
              Files.copy(in, file);
              makeExecutable(file);
            });
    return directory.resolve("redis-server.exe");
  }

  private static URL require(String resource, String service, String machine, String key) {
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
