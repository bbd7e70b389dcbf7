package chat.maru.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// The shapes of tokens that are no JWT. Only their SHA-256 is stored: they are random enough that
/// no slow hash is needed.
final class Tokens {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final Pattern BOT =
      Pattern.compile("([A-Za-z0-9_-]{1,26})\\.[A-Za-z0-9_-]{6,}\\.[A-Za-z0-9_-]{27,}");
  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,18}");

  private Tokens() {}

  /// Makes a refresh token: 256 random bits.
  static String refresh() {
    return random();
  }

  /// Makes a bot token in Discord's shape, `base64url(bot id).<time>.<256 random bits>`: client
  /// libraries read the id out of its first part.
  static String bot(long botId, Instant now) {
    var time = ByteBuffer.allocate(Integer.BYTES).putInt((int) now.getEpochSecond()).array();
    return BASE64.encodeToString(Long.toString(botId).getBytes(StandardCharsets.US_ASCII))
        + "."
        + BASE64.encodeToString(time)
        + "."
        + random();
  }

  /// Reads the bot's id out of a token; empty for what has not the shape of one, a JWT among it.
  static OptionalLong botId(String token) {
    var match = BOT.matcher(token);
    if (!match.matches()) {
      return OptionalLong.empty();
    }
    try {
      var id =
          new String(Base64.getUrlDecoder().decode(match.group(1)), StandardCharsets.ISO_8859_1);
      return ID.matcher(id).matches() ? OptionalLong.of(Long.parseLong(id)) : OptionalLong.empty();
    } catch (IllegalArgumentException _) { // not base64, or beyond 63 bits
      return OptionalLong.empty();
    }
  }

  static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  private static String random() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return BASE64.encodeToString(bytes);
  }
}
