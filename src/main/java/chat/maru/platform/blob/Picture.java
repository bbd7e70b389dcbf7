package chat.maru.platform.blob;

import chat.maru.kernel.Check;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.jspecify.annotations.Nullable;

/// A picture that a client sent: PNG, JPEG, GIF or WebP, told by its bytes and not by what the
/// client says. Only the head is read, so that a small file can't unfold into a large one.
///
/// @param type the media type, such as `image/png`
public record Picture(byte[] bytes, String type, int width, int height, boolean animated) {
  private static final Pattern DATA_URI =
      Pattern.compile("data:image/(?:png|jpeg|jpg|gif|webp);base64,(.*)", Pattern.DOTALL);
  private static final Map<String, String> FORMATS =
      Map.of("png", "image/png", "jpeg", "image/jpeg", "gif", "image/gif", "webp", "image/webp");
  private static final int WEBP_FLAGS = 20;
  private static final int WEBP_ANIMATION = 1 << 1;
  private static final int HASH_BYTES = 16;

  /// Reads a data URI (reference: "Image Data"). What is none, or no picture, or longer than the
  /// bound, becomes a fault of the field.
  public static Optional<Picture> read(
      Check check, String path, @Nullable String dataUri, int maxBytes) {
    if (dataUri == null) {
      return Optional.empty();
    }
    var parts = DATA_URI.matcher(dataUri);
    var bytes = parts.matches() ? decoded(parts.group(1)) : Optional.<byte[]>empty();
    if (bytes.isPresent() && bytes.get().length > maxBytes) {
      check.fail(
          path, "BINARY_TYPE_MAX_SIZE", "File cannot be larger than " + maxBytes / 1024.0 + " kb.");
      return Optional.empty();
    }
    var picture = bytes.flatMap(Picture::of);
    check.that(picture.isPresent(), path, "IMAGE_INVALID", "Invalid image data");
    return picture;
  }

  private static Optional<byte[]> decoded(String base64) {
    try {
      return Optional.of(Base64.getMimeDecoder().decode(base64.getBytes(StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Tells what a file is; empty for what is no picture of a known kind.
  public static Optional<Picture> of(byte[] bytes) {
    try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      var readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      var reader = readers.next();
      try {
        reader.setInput(in);
        return Optional.ofNullable(FORMATS.get(format(reader)))
            .map(type -> picture(bytes, type, reader));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException _) { // readers fail on broken files in many ways
      return Optional.empty();
    }
  }

  private static String format(ImageReader reader) throws IOException {
    var format = reader.getFormatName().toLowerCase(java.util.Locale.ROOT);
    return format.equals("jpg") ? "jpeg" : format;
  }

  private static Picture picture(byte[] bytes, String type, ImageReader reader) {
    try {
      var animated =
          switch (type) {
            case "image/gif" -> reader.getNumImages(true) > 1;
            case "image/webp" -> isAnimatedWebp(bytes);
            default -> false;
          };
      return new Picture(bytes, type, reader.getWidth(0), reader.getHeight(0), animated);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /// An extended file says in its head that it moves (WebP container specification, "VP8X").
  private static boolean isAnimatedWebp(byte[] bytes) {
    return bytes.length > WEBP_FLAGS
        && new String(bytes, 12, 4, StandardCharsets.ISO_8859_1).equals("VP8X")
        && (bytes[WEBP_FLAGS] & WEBP_ANIMATION) != 0;
  }

  /// The name by which clients ask for it: of its bytes, so that it can be kept for ever; those
  /// that move begin with `a_`.
  public String hash() {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      var text = HexFormat.of().formatHex(Arrays.copyOf(digest, HASH_BYTES));
      return animated ? "a_" + text : text;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Picture that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
