package chat.maru.gateway.frame;

/// Why the server ends a connection (reference: "Gateway close event codes"). None of them is 1000
/// or 1001, which would end the session too.
public enum CloseCode {
  UNKNOWN_ERROR(4000, "Unknown error"),
  UNKNOWN_OPCODE(4001, "Unknown opcode"),
  DECODE_ERROR(4002, "Decode error"),
  NOT_AUTHENTICATED(4003, "Not authenticated"),
  AUTHENTICATION_FAILED(4004, "Authentication failed"),
  ALREADY_AUTHENTICATED(4005, "Already authenticated"),
  INVALID_SEQ(4007, "Invalid seq"),
  RATE_LIMITED(4008, "Rate limited"),
  SESSION_TIMED_OUT(4009, "Session timed out"),
  INVALID_SHARD(4010, "Invalid shard"),
  SHARDING_REQUIRED(4011, "Sharding required"),
  INVALID_API_VERSION(4012, "Invalid API version"),
  INVALID_INTENTS(4013, "Invalid intents"),
  DISALLOWED_INTENTS(4014, "Disallowed intents");

  private final int code;
  private final String reason;

  CloseCode(int code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  public int code() {
    return code;
  }

  public String reason() {
    return reason;
  }

  /// Whether the client's session ends with the connection.
  public boolean endsSession() {
    return this == AUTHENTICATION_FAILED || code >= INVALID_SHARD.code;
  }
}
