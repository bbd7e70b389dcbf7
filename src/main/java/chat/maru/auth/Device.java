package chat.maru.auth;

import java.util.Optional;

/// Where a login comes from, as its owner will recognise it in the list of sessions.
///
/// @param name what the client calls itself
/// @param address the network address; empty where unknown
record Device(String name, String address) {
  private static final int MAX = 200;

  /// Takes the name that was given, else the `User-Agent`; without either the name is empty.
  static Device of(Optional<String> given, Optional<String> userAgent, String address) {
    var name =
        given
            .filter(text -> !text.isBlank())
            .or(() -> userAgent)
            .orElse("")
            .replaceAll("[\\p{Cc}\\p{Cs}]", " ")
            .strip();
    return new Device(
        name.codePoints()
            .limit(MAX)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString(),
        address);
  }
}
