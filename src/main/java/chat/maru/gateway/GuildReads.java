package chat.maru.gateway;

import chat.maru.gateway.SnapshotReader.GuildBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Reads of guilds that sessions which begin together share: whoever comes while one runs waits for
/// the next, and gets what was read after it came.
@ApplicationScoped
class GuildReads {
  @Inject SnapshotReader reader;

  private final Map<Key, Line> lines = new ConcurrentHashMap<>();

  private record Key(long guildId, int most) {}

  /// The read that runs, and the one that begins when it ends.
  private record Line(
      @Nullable CompletableFuture<Optional<GuildBase>> running,
      @Nullable CompletableFuture<Optional<GuildBase>> next) {}

  /// Returns the guild as it is now or a moment later; empty if there is none.
  ///
  /// @param most from how many members on none are read
  Optional<GuildBase> of(long guildId, int most) {
    var key = new Key(guildId, most);
    var mine = new CompletableFuture<Optional<GuildBase>>();
    var line = lines.compute(key, (_, now) -> join(now, mine));
    var next = Objects.requireNonNull(line.next());
    if (next != mine) {
      return next.join();
    }
    if (line.running() != null) {
      line.running().exceptionally(_ -> Optional.empty()).join();
    }
    lines.put(key, new Line(mine, null));
    return read(key, mine);
  }

  private static Line join(@Nullable Line now, CompletableFuture<Optional<GuildBase>> mine) {
    if (now == null) {
      return new Line(null, mine);
    }
    return now.next() == null ? new Line(now.running(), mine) : now;
  }

  private Optional<GuildBase> read(Key key, CompletableFuture<Optional<GuildBase>> mine) {
    try {
      var found = reader.base(key.guildId(), key.most());
      ended(key);
      mine.complete(found);
      return found;
    } catch (RuntimeException | Error e) { // whatever it is, others wait
      ended(key);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  /// Whether nobody reads.
  boolean isIdle() {
    return lines.isEmpty();
  }

  private void ended(Key key) {
    lines.computeIfPresent(key, (_, now) -> now.next() == null ? null : new Line(null, now.next()));
  }
}
