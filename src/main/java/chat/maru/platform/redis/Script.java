package chat.maru.platform.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A Lua script of `src/main/resources/lua`, whose opening comment is its contract. All keys that
/// one call names must be in one hash slot.
///
/// @param sha1 the name under which Redis keeps what it has seen
public record Script(String text, String sha1) {

  /// Loads a script by its file name.
  public static Script of(String name) {
    try (var in = Script.class.getResourceAsStream("/lua/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no script " + name);
      }
      var bytes = in.readAllBytes();
      var sha1 = MessageDigest.getInstance("SHA-1").digest(bytes);
      return new Script(new String(bytes, StandardCharsets.UTF_8), HexFormat.of().formatHex(sha1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
