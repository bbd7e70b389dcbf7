package chat.maru.gateway;

import chat.maru.gateway.frame.CloseCode;
import chat.maru.gateway.frame.Compression;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the address of a connection asks for.
///
/// @param version the protocol's version; 10 where none is named
/// @param compression what every frame goes through
/// @param url how the client reached the server, for `resume_gateway_url`
/// @param address from where it comes; empty where the runtime does not tell
public record Handshake(int version, Compression.Kind compression, String url, String address) {

  /// Reads the query, refusing what this server does not speak.
  ///
  /// @return a close code for another version, encoding or compression
  static Optional<CloseCode> refusal(Map<String, List<String>> query) {
    if (!query.containsKey("v") || List.of("9", "10").contains(first(query, "v", ""))) {
      return first(query, "encoding", "json").equals("json") && compression(query).isPresent()
          ? Optional.empty()
          : Optional.of(CloseCode.DECODE_ERROR);
    }
    return Optional.of(CloseCode.INVALID_API_VERSION);
  }

  static Handshake of(Map<String, List<String>> query, String url, String address) {
    return new Handshake(
        first(query, "v", "10").equals("9") ? 9 : 10,
        compression(query).orElseThrow(),
        url,
        address);
  }

  private static Optional<Compression.Kind> compression(Map<String, List<String>> query) {
    return Compression.Kind.of(first(query, "compress", ""));
  }

  private static String first(Map<String, List<String>> query, String name, String otherwise) {
    var values = query.getOrDefault(name, List.of());
    return values.isEmpty() ? otherwise : values.getFirst();
  }
}
