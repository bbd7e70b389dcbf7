package chat.maru.platform.http;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the head of the running HTTP request says of its caller. Exists only behind JAX-RS.
@RequestScoped
public class RequestHead {
  private @Nullable String authorization;
  private @Nullable String userAgent;
  private String address = "";

  void fill(@Nullable String authorizationHeader, @Nullable String agent, String from) {
    this.authorization = authorizationHeader;
    this.userAgent = agent;
    this.address = from;
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
}
