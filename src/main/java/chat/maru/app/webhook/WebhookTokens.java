package chat.maru.app.webhook;

import chat.maru.platform.sql.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The tokens of webhooks: made from the id with a key of the server's, never stored (ADR 0020).
/// They look like Discord's, 68 characters.
@ApplicationScoped
public class WebhookTokens {
  private static final String ALGORITHM = "HmacSHA512";
  private static final int BYTES = 51;

  @Inject Secrets secrets;

  private volatile byte @Nullable [] key;

  /// Returns the token of a webhook.
  String of(long webhookId) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key(), ALGORITHM));
      var whole = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(webhookId).array());
      return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(whole, BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /// Whether somebody shows the token of a webhook.
  boolean fits(long webhookId, String token) {
    return MessageDigest.isEqual(
        of(webhookId).getBytes(StandardCharsets.US_ASCII), token.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] key() {
    var known = key;
    if (known == null) {
      known = secrets.read("webhooks");
      key = known;
    }
    return known;
  }
}
