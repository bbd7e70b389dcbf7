package chat.maru.app.webhook;

import chat.maru.kernel.Check;
import chat.maru.platform.blob.Blobs;
import chat.maru.platform.blob.Picture;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The pictures of webhooks, which clients ask for as they do for those of users.
@ApplicationScoped
public class WebhookPictures {
  private static final int MAX_BYTES = 1024 * 1024;

  @Inject Blobs blobs;

  Optional<Picture> read(Check check, @Nullable String dataUri) {
    return Picture.read(check, "avatar", dataUri, MAX_BYTES);
  }

  /// Gives a webhook a picture that lies here already. Returns whether it is there.
  boolean copy(String key, long webhookId) {
    var blob = blobs.find(key);
    if (blob.isEmpty()) {
      return false;
    }
    try (var content = blob.get().content()) {
      var name = key.substring(key.lastIndexOf('/') + 1);
      blobs.put("avatars/" + webhookId + "/" + name, content.readAllBytes());
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void store(long webhookId, Picture picture) {
    blobs.put("avatars/" + webhookId + "/" + picture.hash(), picture.bytes());
  }
}
