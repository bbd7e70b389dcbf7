package chat.maru.message.attachment;

import chat.maru.access.Grant;
import chat.maru.kernel.Problem;
import chat.maru.platform.blob.Blobs;
import chat.maru.platform.blob.Picture;
import chat.maru.platform.http.Form;
import chat.maru.platform.sql.NodeLease;
import chat.maru.wire.Json;
import chat.maru.wire.Text;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.FileNameMap;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Takes the files of a form, and lets go of those of deleted messages.
@ApplicationScoped
public class Uploads {
  private static final int MAX_FILES = 10;
  private static final int MAX_NAME = 200;
  private static final int MAX_JSON = 2 << 20;
  private static final Set<String> TEXTS = Set.of("content", "username", "avatar_url", "nonce");
  private static final Pattern FIELD = Pattern.compile("files\\[(\\d{1,9})]");
  private static final Pattern TYPE = Pattern.compile("[\\w.+-]{1,60}/[\\w.+-]{1,60}");
  private static final String UNKNOWN = "application/octet-stream";
  private static final FileNameMap NAMES = URLConnection.getFileNameMap();
  private static final Pattern UNFIT = Pattern.compile("[^\\p{L}\\p{N}._-]");

  @Inject Blobs blobs;
  @Inject Attachments attachments;
  @Inject NodeLease ids;
  @Inject Clock clock;
  @Inject Event<LetGo> letGo;

  @Inject
  @ConfigProperty(name = "maru.upload.max-bytes", defaultValue = "26214400")
  long maxBytes;

  /// Files whose message is gone, once that is certain.
  record LetGo(List<String> keys) {}

  /// What a form held.
  ///
  /// @param payload the text of `payload_json`; where there is none, what the form said in plain
  ///     fields (`content`, `username`, `avatar_url`, `nonce`), as JSON
  /// @param files by the number in their field's name
  public record Taken(@Nullable String payload, Map<Long, Attachment> files) {}

  /// Takes all files of a form that the actor may send to the channel.
  ///
  /// @throws chat.maru.kernel.ApiException 40005 for more than `maru.upload.max-bytes` in all,
  ///     nothing of it is kept
  public Taken take(Grant grant, String origin, @Nullable String contentType, InputStream body) {
    var taking = new Taking(grant, origin);
    try {
      Form.read(contentType, body, taking::take);
    } catch (RuntimeException e) {
      discard(taking.files.values().stream().toList());
      throw e;
    }
    return new Taken(taking.payload(), taking.files);
  }

  /// Gives up files that no message will carry.
  public void discard(List<Attachment> files) {
    if (!files.isEmpty()) {
      attachments.remove(files.stream().map(Attachment::id).toList());
      files.forEach(file -> blobs.remove(file.key()));
    }
  }

  /// Removes files with their message: their bodies after the commit.
  public void release(List<Attachment> files) {
    if (!files.isEmpty()) {
      attachments.remove(files.stream().map(Attachment::id).toList());
      letGo.fire(new LetGo(files.stream().map(Attachment::key).toList()));
    }
  }

  void gone(@Observes(during = TransactionPhase.AFTER_SUCCESS) LetGo files) {
    files.keys().forEach(blobs::remove);
  }

  /// One form being read.
  private final class Taking {
    private final Grant grant;
    private final String origin;
    private final Map<Long, Attachment> files = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private @Nullable String payload;
    private long left = maxBytes;

    Taking(Grant grant, String origin) {
      this.grant = grant;
      this.origin = origin;
    }

    void take(Form.Part part) throws IOException {
      if (part.name().equals("payload_json")) {
        payload = text(part);
      } else if (part.filename().isPresent()) {
        if (files.size() == MAX_FILES) {
          throw Problem.INVALID_FORM_BODY
              .error()
              .field("attachments", "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.");
        }
        files.put(number(part.name()), file(part));
      } else if (TEXTS.contains(part.name())) {
        texts.put(part.name(), text(part));
      }
    }

    @Nullable String payload() {
      return payload == null && !texts.isEmpty() ? Json.write(texts) : payload;
    }

    private static String text(Form.Part part) throws IOException {
      var bytes = part.body().readNBytes(MAX_JSON + 1);
      if (bytes.length > MAX_JSON) {
        throw Problem.PAYLOAD_TOO_LARGE.error();
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }

    /// A file under another name than `files[n]` gets the next number that is free.
    private long number(String field) {
      var match = FIELD.matcher(field);
      var number = match.matches() ? Long.parseLong(match.group(1)) : files.size();
      while (files.containsKey(number)) {
        number++;
      }
      return number;
    }

    private Attachment file(Form.Part part) throws IOException {
      var id = ids.nextId();
      var key = Attachment.key(grant.channelId(), id);
      var digest = sha256();
      try {
        var size = blobs.put(key, new DigestInputStream(part.body(), digest), left);
        left -= size;
        var name = name(part.filename().orElse(""));
        var said = said(part.type(), name);
        var picture = picture(key, said);
        var attachment =
            new Attachment(
                id,
                grant.channelId(),
                name,
                null,
                picture.map(Picture::type).orElseGet(() -> type(said)),
                (int) size,
                HexFormat.of().formatHex(digest.digest()),
                picture.map(Picture::width).orElse(null),
                picture.map(Picture::height).orElse(null),
                origin);
        attachments.add(attachment, grant.actor().userId(), clock.instant());
        return attachment;
      } catch (Blobs.TooLarge _) {
        throw Problem.PAYLOAD_TOO_LARGE.error();
      }
    }
  }

  /// Only what says that it is a picture is looked at.
  private Optional<Picture> picture(String key, Optional<String> type) throws IOException {
    if (type.filter(it -> it.startsWith("image/")).isEmpty()) {
      return Optional.empty();
    }
    try (var content = blobs.find(key).orElseThrow().content()) {
      return Picture.of(content.readAllBytes());
    }
  }

  /// What a file says that it is: by its type, or by its name where the type says nothing.
  private static Optional<String> said(Optional<String> given, String name) {
    return given
        .map(type -> type.split(";", 2)[0].strip())
        .filter(type -> TYPE.matcher(type).matches() && !type.equals(UNKNOWN))
        .or(() -> Optional.ofNullable(NAMES.getContentTypeFor(name.toLowerCase(Locale.ROOT))));
  }

  /// What says that it is a picture and is none is of no known kind.
  private static String type(Optional<String> said) {
    return said.filter(type -> !type.startsWith("image/")).orElse(UNKNOWN);
  }

  static String name(String given) {
    var last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    var fit =
        UNFIT.matcher(Text.isStorable(last) ? last : "").replaceAll("_").replaceFirst("^\\.+", "");
    var cut =
        fit.codePointCount(0, fit.length()) > MAX_NAME
            ? fit.substring(0, fit.offsetByCodePoints(0, MAX_NAME))
            : fit;
    return cut.isEmpty() ? "file" : cut;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
