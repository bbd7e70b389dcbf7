package chat.maru.limit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// On whose account something is counted. All that one payer spends lies in one hash slot.
///
/// @param key names the payer; of what strangers send only a hash
/// @param bot whether the tiers against abuse do not apply
public record Payer(String key, boolean bot) {

  public static Payer user(long id) {
    return new Payer("u" + id, false);
  }

  public static Payer bot(long id) {
    return new Payer("u" + id, true);
  }

  public static Payer actor(long id, boolean bot) {
    return bot ? bot(id) : user(id);
  }

  /// Who shows no valid credentials. An IPv6 address counts as its /64, which is one household's.
  public static Payer address(String address) {
    return new Payer("a" + network(address), false);
  }

  /// An account by the name that somebody claims.
  public static Payer account(String name) {
    return new Payer("n" + hash(name), false);
  }

  /// A webhook; its token is the only credential.
  public static Payer webhook(String id, String token) {
    return new Payer("w" + hash(id + "/" + token), true);
  }

  private static String network(String address) {
    var groups = address.split(":", -1);
    return groups.length == 8 ? String.join(":", java.util.List.of(groups).subList(0, 4)) : address;
  }

  private static String hash(String text) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
