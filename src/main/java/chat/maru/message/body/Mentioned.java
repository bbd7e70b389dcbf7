package chat.maru.message.body;

import java.util.List;
import java.util.stream.Stream;

/// Whom a message mentions.
///
/// @param everyone by `@everyone` or `@here`
/// @param replied whether the author of the answered message is to be mentioned
public record Mentioned(List<Long> users, List<Long> roles, boolean everyone, boolean replied) {

  /// Adds a user.
  public Mentioned and(long userId) {
    return new Mentioned(
        Stream.concat(users.stream(), Stream.of(userId)).distinct().toList(),
        roles,
        everyone,
        replied);
  }
}
