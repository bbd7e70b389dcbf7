package chat.maru.testkit;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;

/// Pictures for tests.
public final class Drawing {
  /// One grey pixel, as WebP: Java writes none itself.
  private static final String WEBP = "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA";

  private Drawing() {}

  /// A picture of one colour.
  ///
  /// @param format `png`, `jpeg`, `gif` or `webp`, which is one pixel large
  public static byte[] of(String format, int width, int height, int colour) {
    if (format.equals("webp")) {
      return Base64.getDecoder().decode(WEBP);
    }
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image(width, height, colour), format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /// A GIF of two frames.
  public static byte[] moving() {
    var out = new ByteArrayOutputStream();
    var writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (var stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      writer.writeToSequence(new IIOImage(image(8, 8, 0xff0000), null, null), null);
      writer.writeToSequence(new IIOImage(image(8, 8, 0x0000ff), null, null), null);
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /// The picture as clients send it in JSON.
  public static String uri(String format, byte[] bytes) {
    return "data:image/" + format + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  private static BufferedImage image(int width, int height, int colour) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (var x = 0; x < width; x++) {
      for (var y = 0; y < height; y++) {
        image.setRGB(x, y, colour);
      }
    }
    return image;
  }
}
