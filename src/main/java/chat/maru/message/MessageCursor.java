package chat.maru.message;

import chat.maru.kernel.Check;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Which page of a channel's history is asked for. `limit` is 1 to 100, 50 where none is given.
public sealed interface MessageCursor {
  int DEFAULT_LIMIT = 50;

  record Latest(int limit) implements MessageCursor {}

  record Before(long id, int limit) implements MessageCursor {}

  record After(long id, int limit) implements MessageCursor {}

  record Around(long id, int limit) implements MessageCursor {}

  /// Reads the query's parameters.
  ///
  /// @throws chat.maru.kernel.ApiException 50035 for a limit out of range or more than one cursor
  static MessageCursor of(
      Optional<Long> before, Optional<Long> after, Optional<Long> around, OptionalInt limit) {
    var given = Stream.of(before, after, around).filter(Optional::isPresent).count();
    var size = limit.orElse(DEFAULT_LIMIT);
    new Check()
        .range("limit", size, 1, 100)
        .that(
            given <= 1,
            given > 1 && before.isPresent() ? "before" : "after",
            "BASE_TYPE_MUTUALLY_EXCLUSIVE",
            "Only one of before, after and around may be given.")
        .orRefuse();
    return before
        .<MessageCursor>map(id -> new Before(id, size))
        .or(() -> after.map(id -> new After(id, size)))
        .or(() -> around.map(id -> new Around(id, size)))
        .orElseGet(() -> new Latest(size));
  }
}
