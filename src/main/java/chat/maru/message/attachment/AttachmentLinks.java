package chat.maru.message.attachment;

import chat.maru.platform.sql.Secrets;
import chat.maru.wire.AttachmentJson;
import chat.maru.wire.EmbedJson;
import chat.maru.wire.EmbedJson.Media;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Signs the addresses of files, so that only those find them who were shown the message, and for a
/// day; every read of the message gives new ones (reference: "Signed Attachment CDN URLs").
@ApplicationScoped
public class AttachmentLinks {
  private static final Duration LIFE = Duration.ofHours(24);

  @Inject Secrets secrets;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "maru.public.url")
  Optional<String> publicUrl;

  private volatile byte @Nullable [] key;

  /// Returns files as clients see them.
  public List<AttachmentJson> json(List<Attachment> attachments) {
    return attachments.stream().map(this::json).toList();
  }

  private AttachmentJson json(Attachment a) {
    var url = url(a);
    return new AttachmentJson(
        a.id(),
        a.filename(),
        a.size(),
        url,
        url,
        Optional.of(a.type()),
        Optional.ofNullable(a.description()),
        Optional.ofNullable(a.width()),
        Optional.ofNullable(a.height()));
  }

  /// Gives the pictures that an embed takes from the message's files their addresses.
  public List<EmbedJson> resolve(List<EmbedJson> embeds, List<Attachment> attachments) {
    if (attachments.isEmpty()) {
      return embeds;
    }
    return embeds.stream()
        .map(
            e ->
                new EmbedJson(
                    e.type(),
                    e.url(),
                    e.title(),
                    e.description(),
                    e.color(),
                    e.timestamp(),
                    e.fields(),
                    e.author(),
                    e.provider(),
                    media(e.image(), attachments),
                    media(e.thumbnail(), attachments),
                    e.video(),
                    e.footer()))
        .toList();
  }

  private @Nullable Media media(@Nullable Media given, List<Attachment> attachments) {
    if (given == null) {
      return null;
    }
    return attachments.stream()
        .filter(a -> ("attachment://" + a.filename()).equals(given.url()))
        .findFirst()
        .map(a -> new Media(url(a), url(a), a.width(), a.height()))
        .orElse(given);
  }

  private String url(Attachment a) {
    var path = path(a.channelId(), a.id(), a.filename());
    var now = clock.instant();
    var issued = Long.toHexString(now.getEpochSecond());
    var expires = Long.toHexString(now.plus(LIFE).getEpochSecond());
    return publicUrl.map(url -> url.replaceFirst("/+$", "")).orElse(a.origin())
        + path
        + "?ex="
        + expires
        + "&is="
        + issued
        + "&hm="
        + mac(path, expires, issued);
  }

  /// Whether an address was made here and still holds.
  boolean holds(Signed signed) {
    try {
      var expires = Instant.ofEpochSecond(Long.parseLong(signed.expires(), 16));
      var path = path(signed.channelId(), signed.id(), signed.filename());
      return clock.instant().isBefore(expires)
          && MessageDigest.isEqual(
              mac(path, signed.expires(), signed.issued()).getBytes(StandardCharsets.US_ASCII),
              signed.mac().getBytes(StandardCharsets.UTF_8));
    } catch (NumberFormatException | DateTimeException _) {
      return false;
    }
  }

  /// An address that somebody asks for.
  record Signed(
      long channelId, long id, String filename, String expires, String issued, String mac) {}

  private static String path(long channelId, long id, String filename) {
    var name = URLEncoder.encode(filename, StandardCharsets.UTF_8).replace("+", "%20");
    return "/attachments/" + channelId + "/" + id + "/" + name;
  }

  private String mac(String path, String expires, String issued) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key(), "HmacSHA256"));
      return HexFormat.of()
          .formatHex(
              mac.doFinal((path + "?" + expires + "&" + issued).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  private byte[] key() {
    var known = key;
    if (known == null) {
      known = secrets.read("attachments");
      key = known;
    }
    return known;
  }
}
