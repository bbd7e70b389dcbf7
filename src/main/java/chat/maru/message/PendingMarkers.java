package chat.maru.message;

import chat.maru.access.Grant;
import chat.maru.platform.redis.Redis;
import chat.maru.wire.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/// Remembers for a short while which REST calls without a key of their own ended undecided, so that
/// what client libraries repeat by themselves after a 503 becomes one message (design section 2).
/// Best effort: without Redis a repeat is a message of its own.
@ApplicationScoped
class PendingMarkers {
  private static final Duration LIFE = Duration.ofMinutes(10);

  @Inject Redis redis;

  /// The marker of one call.
  ///
  /// @param key the idempotency key that the call must use; empty for a fresh one
  /// @param name where the marker lies; empty for a call that brought its own key
  /// @param repeats whether the call repeats one that ended undecided
  record Marker(Optional<String> key, Optional<String> name, boolean repeats) {}

  /// Looks whether an equal call of the sender ended undecided; this one then takes its key.
  Marker open(Grant grant, Sent sent) {
    var key = sent.body().clientMsgId();
    if (key != null) {
      return new Marker(Optional.of(key), Optional.empty(), false);
    }
    var name = "pending:%d:%d:%s".formatted(grant.actor().userId(), grant.channelId(), hash(sent));
    var taken = redis.find(name);
    return new Marker(taken, Optional.of(name), taken.isPresent());
  }

  /// The call was answered: a later equal call is another message.
  void close(Marker marker) {
    if (marker.repeats()) {
      marker.name().ifPresent(redis::remove);
    }
  }

  /// The call ended without a decision: the next equal call takes its key.
  void leaveUndecided(Marker marker, String key) {
    marker.name().ifPresent(name -> redis.put(name, key, LIFE));
  }

  private static String hash(Sent sent) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Json.writeBytes(sent.visible())));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
