package chat.maru.channel.invite;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;

/// Makes codes that nobody can guess and everybody can read out: eight of 55 characters that are
/// not mistaken for each other.
@ApplicationScoped
public class InviteCodes {
  private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 8;

  private final SecureRandom random = new SecureRandom();

  String next() {
    var code = new StringBuilder(LENGTH);
    for (var at = 0; at < LENGTH; at++) {
      code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }
}
