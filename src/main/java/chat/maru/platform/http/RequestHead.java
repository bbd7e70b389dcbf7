package chat.maru.platform.http;

import chat.maru.kernel.Check;
import jakarta.enterprise.context.RequestScoped;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the head of the running HTTP request says of its caller. Exists only behind JAX-RS.
@RequestScoped
public class RequestHead {
  static final String REASON = "X-Audit-Log-Reason";
  private static final int MAX_REASON = 512;

  private @Nullable String authorization;
  private @Nullable String userAgent;
  private String address = "";
  private @Nullable String reason;

  void fill(
      @Nullable String authorizationHeader,
      @Nullable String agent,
      String from,
      @Nullable String reasonHeader) {
    this.authorization = authorizationHeader;
    this.userAgent = agent;
    this.address = from;
    this.reason = reasonHeader;
  }

  /// The `Authorization` header, whole.
  public Optional<String> authorization() {
    return Optional.ofNullable(authorization);
  }

  public Optional<String> userAgent() {
    return Optional.ofNullable(userAgent);
  }

  /// The caller's network address; empty where the runtime does not tell.
  public String address() {
    return address;
  }

  /// Why the caller does what it does: `X-Audit-Log-Reason`, percent-encoded UTF-8, at most 512
  /// characters (reference: "Audit log reason").
  ///
  /// @throws chat.maru.kernel.ApiException 50035 for a longer one
  public Optional<String> reason() {
    if (reason == null || reason.isBlank()) {
      return Optional.empty();
    }
    var text = decoded(reason).strip();
    new Check().length(REASON, text, 0, MAX_REASON).orRefuse();
    return Optional.of(text);
  }

  /// What is not encoded as it should be is taken as it stands; `+` is a plus.
  private static String decoded(String header) {
    try {
      return URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8)
          .replace("\0", "");
    } catch (IllegalArgumentException _) {
      return header;
    }
  }
}
