package chat.maru.embedded;

import chat.maru.platform.Surroundings.SurroundingsException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The one directory that holds everything: `postgres`, `redis`, `kafka`, `logs`, and `run` with
/// pid files and the lock that keeps a second server out.
final class DataDirectory implements AutoCloseable {
  private static final long MINIMUM_FREE_BYTES = 500L * 1024 * 1024;

  /// The directories that this very JVM has locked.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path root;
  private final UserPrincipal self;
  private final boolean isRoot;
  private final FileLock lock;

  private DataDirectory(Path root, UserPrincipal self, boolean isRoot, FileLock lock) {
    this.root = root;
    this.self = self;
    this.isRoot = isRoot;
    this.lock = lock;
  }

  /// Creates what is absent, checks that it can be used and takes the lock.
  ///
  /// @throws SurroundingsException when it is not writable, full, or used by another server
  static DataDirectory open(Path place) {
    var root = place;
    UserPrincipal self;
    boolean isRoot;
    try {
      Files.createDirectories(root.resolve("run"));
      Files.createDirectories(root.resolve("logs"));
      root = root.toRealPath();
      var probe = Files.createTempFile(root.resolve("run"), "probe", "");
      self = Files.getOwner(probe);
      isRoot =
          probe.getFileSystem().supportedFileAttributeViews().contains("unix")
              && Files.getAttribute(probe, "unix:uid").equals(0);
      Files.delete(probe);
    } catch (IOException e) {
      throw new SurroundingsException(unusable(root, e), e);
    }
    requireSpace(root, MINIMUM_FREE_BYTES);
    return new DataDirectory(root, self, isRoot, lock(root));
  }

  /// Refuses when fewer than `bytes` are free on the disk that holds the directory.
  static void requireSpace(Path root, long bytes) {
    try {
      var free = Files.getFileStore(root).getUsableSpace();
      if (free < bytes) {
        throw new SurroundingsException(
            "The disk is full: %d MB are free in %s, at least %d MB are needed; make room or choose another place with %s."
                .formatted(free >> 20, root, bytes >> 20, EmbeddedConfig.spellings("maru.data")));
      }
    } catch (IOException e) {
      throw new SurroundingsException(unusable(root, e), e);
    }
  }

  static String unusable(Path root, IOException e) {
    var reason = String.valueOf(e.getMessage());
    if (reason.contains("No space left on device")) {
      return "The disk is full: nothing can be written to %s; make room or choose another place with %s."
          .formatted(root, EmbeddedConfig.spellings("maru.data"));
    }
    return "The data directory %s%s cannot be used by %s (%s): give it to this user or choose another with %s."
        .formatted(
            root,
            owner(root),
            System.getProperty("user.name"),
            e.getClass().getSimpleName(),
            EmbeddedConfig.spellings("maru.data"));
  }

  private static String owner(Path root) {
    try {
      return ", which belongs to " + Files.getOwner(root).getName() + ",";
    } catch (IOException e) {
      return ""; // it isn't there, or nobody may look
    }
  }

  private static FileLock lock(Path root) {
    // Asked before the file is opened: POSIX drops all locks of a process on a file as soon as it
    // closes any descriptor of it, so a second try must not touch the file of the first.
    if (!HELD.add(root)) {
      throw new SurroundingsException(alreadyRunning(root));
    }
    try {
      var channel =
          FileChannel.open(
              root.resolve("run").resolve("lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      var lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
      channel.close();
    } catch (IOException e) {
      HELD.remove(root);
      throw new SurroundingsException(unusable(root, e), e);
    }
    HELD.remove(root);
    throw new SurroundingsException(alreadyRunning(root));
  }

  private static String alreadyRunning(Path root) {
    return "Another server already runs on the data directory %s: stop it first, or choose another directory with %s."
        .formatted(root, EmbeddedConfig.spellings("maru.data"));
  }

  Path root() {
    return root;
  }

  Path of(String service) {
    return root.resolve(service);
  }

  Path log(String service) {
    return root.resolve("logs").resolve(service + ".log");
  }

  Path run(String file) {
    return root.resolve("run").resolve(file);
  }

  /// Makes the directory of a service.
  Path create(String service) throws IOException {
    return Files.createDirectories(of(service));
  }

  /// Whether this process runs as root; never where the file system knows no user numbers.
  boolean isRoot() {
    return isRoot;
  }

  /// The owner of what a service has stored, if that is not the user of this process.
  Optional<UserPrincipal> strangerOwning(String service) throws IOException {
    var directory = of(service);
    if (Files.notExists(directory)) {
      return Optional.empty();
    }
    return Optional.of(Files.getOwner(directory)).filter(owner -> !owner.equals(self));
  }

  SurroundingsException belongsTo(UserPrincipal stranger, String service) {
    return new SurroundingsException(
        "The data in %s belongs to %s, but this process runs as %s: start it as %s or choose another directory with %s."
            .formatted(
                of(service),
                stranger.getName(),
                self.getName(),
                stranger.getName(),
                EmbeddedConfig.spellings("maru.data")));
  }

  /// Gives the lock back.
  @Override
  public void close() throws IOException {
    lock.acquiredBy().close();
    HELD.remove(root);
  }
}
