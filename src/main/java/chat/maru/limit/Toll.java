package chat.maru.limit;

import chat.maru.limit.Verdict.Left;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a request was charged, and what its answer tells of that.
///
/// @param hash the bucket's name for clients
/// @param bucket how the bucket of the route stands; empty where none applies
/// @param refusal the limit that refuses the request
public record Toll(String hash, Optional<Left> bucket, Optional<Left> refusal) {
  static final Toll FREE = new Toll("", Optional.empty(), Optional.empty());

  /// The headers (reference: "Rate Limit Header Examples"). Whatever limit refuses, the bucket is
  /// shown as empty until a repeat makes sense: client libraries pace themselves by it.
  public Map<String, String> headers(Instant now) {
    var headers = new LinkedHashMap<String, String>();
    bucket
        .or(() -> refusal)
        .ifPresent(
            left -> {
              var after = refusal.map(Left::after).orElse(left.after());
              headers.put("X-RateLimit-Limit", Integer.toString(left.size()));
              headers.put(
                  "X-RateLimit-Remaining", refusal.isPresent() ? "0" : "" + left.remaining());
              headers.put("X-RateLimit-Reset", seconds(now.plus(after).toEpochMilli()));
              headers.put("X-RateLimit-Reset-After", seconds(after.toMillis()));
              headers.put("X-RateLimit-Bucket", hash);
            });
    refusal.ifPresent(
        left -> {
          var scope = left.charge().limit().scope();
          headers.put("X-RateLimit-Scope", scope);
          // JDA takes a refusal without it for one of the network in front, and stops every route
          headers.put("Via", "1.1 maru");
          if (scope.equals("global")) {
            headers.put("X-RateLimit-Global", "true");
          }
        });
    return headers;
  }

  /// Whether an answer with this status counts against the address (reference: "Invalid Request
  /// Limit"): not what a limit shared with others has refused, nor what is refused for the count.
  public boolean isInvalid(int status) {
    return status == 401
        || status == 403
        || status == 429
            && refusal
                .map(Left::charge)
                .map(Charge::limit)
                .filter(it -> it == Limit.INVALID_REQUESTS || it.scope().equals("shared"))
                .isEmpty();
  }

  private static String seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).toPlainString();
  }
}
